"""What granian is told to serve: `bench.site.wsgi:application`."""

from bench.site.plain import application_of

application = application_of()
