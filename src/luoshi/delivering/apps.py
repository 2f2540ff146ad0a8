from django.apps import AppConfig


class DeliveringConfig(AppConfig):
    name = "luoshi.delivering"
    label = "delivering"
    verbose_name = "落实"
