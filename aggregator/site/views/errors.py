from django.http import HttpResponse
def bad_request(r, exception=None): return HttpResponse("x", status=400)
forbidden=not_found=bad_request
def broken(r): return HttpResponse("x", status=500)
