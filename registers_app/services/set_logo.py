"""Give a controller its logo, or take it away."""

import hashlib

from django.db import transaction

from config.pictures import drawn_anew
from registers_app.models import Controller, ControllerLogo

LARGEST = (640, 160)  # pixels; shown at half that on a sharp screen


@transaction.atomic
def set_logo(controller: Controller, picture: bytes | None) -> None:
    """Keep *picture* as the logo; None: no logo. Raises UnreadablePicture, PictureTooLarge."""
    if picture is None:
        ControllerLogo.objects.filter(controller=controller).delete()
        controller.logo_digest = ""
    else:
        content = drawn_anew(picture, as_format="PNG", within=LARGEST)
        ControllerLogo.objects.update_or_create(
            controller=controller, defaults={"content": content}
        )
        controller.logo_digest = hashlib.sha256(content).hexdigest()[:16]
    controller.save(update_fields=["logo_digest"])
