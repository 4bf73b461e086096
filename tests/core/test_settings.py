"""Every number has a unit and a reason."""

from pathlib import Path

from seg.core.settings import SETTINGS, Environment


def test_every_setting_has_a_unit_and_a_reason():
    assert all(setting.unit and setting.why for setting in SETTINGS.values())


def test_the_environment_has_defaults_and_can_be_set(tmp_path):
    home = Environment.read({"SEG_HOME": str(tmp_path)})
    assert home.store_url == f"sqlite:///{tmp_path / 'workspace.sqlite'}"
    assert Environment.read({}).home == Path(".seg").resolve()
    assert Environment.read({"SEG_STORE_URL": "postgresql+psycopg://x/y", "SEG_WORKERS": "0"}).workers == 1
