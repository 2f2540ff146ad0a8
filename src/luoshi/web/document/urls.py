from django.urls import path

from luoshi.web.document import tasks, views

urlpatterns = [
    path("documents/<int:number>/", views.document, name="document"),
    path("documents/<int:number>/find", views.find_in, name="find-in-document"),
    path("documents/<int:number>/original", views.original, name="original"),
    path("documents/<int:number>/tasks.<str:form>", tasks.task_table, name="task-table"),
]
