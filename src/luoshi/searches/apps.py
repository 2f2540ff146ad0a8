from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "luoshi.searches"
    label = "searches"
    verbose_name = "存下的检索"
