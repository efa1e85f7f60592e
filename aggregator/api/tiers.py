"""How much each kind of caller may ask a minute."""

from django.db import models

WINDOW = 60  # seconds


class Tier(models.TextChoices):
    """What a key is good for; those who bring none are anonymous, by network."""

    BASIC = "basic", "普通"
    PARTNER = "partner", "合作"


ANONYMOUS = 60
LIMITS: dict[str, int] = {Tier.BASIC: 300, Tier.PARTNER: 3000}
