from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "luoshi.notes"
    label = "notes"
    verbose_name = "批注"
