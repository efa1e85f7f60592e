"""What can go wrong with a vote."""


class VoteError(Exception):
    """The vote was not taken; the message says why."""


class NoSuchStoryError(VoteError):
    """There is no such story, or its merging leads in a circle."""


class TooManyVotesError(VoteError):
    """One voter or one network votes too often; `wait` is in seconds."""

    def __init__(self, limit: str, wait: int) -> None:
        super().__init__(f"the limit {limit} is reached; wait {wait} s")
        self.wait = wait


class VotesClosedError(VoteError):
    """Redis is away, so nothing can be counted against the limits and no vote is taken."""
