"""What granian is told to serve: `bench.site.wsgi:application`."""

from bench.site.plain import application_of
from newsroom.service import load_the_site
from newsroom.wsgi import application as site

application = application_of(site)
load_the_site()
