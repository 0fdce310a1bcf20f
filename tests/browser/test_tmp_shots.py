import os
from itertools import product
from pathlib import Path
import pytest
from django.utils import translation
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Register
from tests.browser.chromium import chromium, window, overflow
from tests.browser.test_notice_pages import version, listing
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUT = Path("/tmp/h/nv/shots")
def test_shots(live_server):
    OUT.mkdir(exist_ok=True)
    for p in sorted(Path(os.environ["DEMO"]).glob("*.yaml")): load_yaml(p.read_bytes())
    rows = [(r.controller.slug, r.slug) for r in Register.objects.select_related("controller")]
    with chromium() as b:
        for (w, lang, scheme) in ((1280,"fi","light"),(390,"fi","light"),(320,"sv","dark"),(1280,"en","light")):
            with translation.override(lang), window(b, width=w, color_scheme=scheme, base_url=live_server.url) as page:
                for c, r in rows:
                    page.goto(version(c, r, 2)); o = overflow(page)
                    if o: print("OVERFLOW", c, r, lang, w, o)
                    page.screenshot(path=OUT / f"{c}-{r}-{lang}-{w}-{scheme}.png", full_page=True)
                page.goto(listing("jalonom")); page.screenshot(path=OUT / f"list-{lang}-{w}.png", full_page=True)
                if w == 1280 and lang == "fi":
                    page.goto(version("jalonom","customers",2)); page.emulate_media(media="print"); page.set_viewport_size({"width":700,"height":1000}); page.screenshot(path=OUT/"print.png", full_page=True)
                    print(page.goto(live_server.url + "/fi/notices/jalonom/customers/").status)
