"""What granian is told to serve: `bench.site.wsgi:application`."""

from bench.site.plain import application_of
from newsroom.service import load_the_site

application = application_of()
load_the_site()
