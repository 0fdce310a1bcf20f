"""Write the marks of those who asked before the desk kept them."""

from django.db import migrations

from requests_app.domain.matching import match_keys


def write_marks(apps, schema_editor):
    """One update for each submission; none is left without its marks."""
    submissions = apps.get_model("requests_app", "Submission").objects
    rows = submissions.only("pk", "person_name", "email", "phone", "identifiers")
    for row in rows.iterator(chunk_size=500):
        keys = match_keys(
            name=row.person_name, email=row.email, phone=row.phone, identifiers=row.identifiers
        )
        submissions.filter(pk=row.pk).update(match_keys=keys)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0013_the_same_person_twice")]

    operations = [migrations.RunPython(write_marks, migrations.RunPython.noop)]
