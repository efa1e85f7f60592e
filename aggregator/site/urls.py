from django.http import HttpResponse
from django.urls import path
urlpatterns=[path("", lambda r: HttpResponse("x"), name="front"), path("a/<int:pk>/", lambda r,pk: HttpResponse("x"), name="article"), path("tag/<slug:slug>/", lambda r,slug: HttpResponse("x"), name="tag")]
