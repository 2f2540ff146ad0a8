"""Addresses of this area."""

from django.urls import path

from luoshi.web.account import calendar, keys, mine, people, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/new-password/", sign_in.new_password, name="new-password"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", mine.account, name="account"),
    path("account/keys", keys.make, name="keys"),
    path("account/keys/<int:number>/call-back", keys.call_back, name="key-call-back"),
    path("calendar/<str:key>.ics", calendar.calendar, name="calendar"),
    path("people/", people.people, name="people"),
    path("people/add", people.add, name="add-person"),
    path("people/<int:number>/role", people.role, name="person-role"),
    path("people/<int:number>/password", people.reset, name="person-password"),
    path("people/<int:number>/stop", people.stop, name="person-stop"),
    path("people/<int:number>/start", people.start, name="person-start"),
]
