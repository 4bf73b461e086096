"""Real exports come in whole: rows and columns as their publishers count them."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from seg.data.reading.child import read
from seg.data.reading.options import ReadOptions

DATA = Path(__file__).parents[3].parent / "shared" / "data"
EXPECTED = {
    "marketing_campaign/marketing_campaign_semicolon_bom.csv": (2_240, 29),
    "marketing_campaign/marketing_campaign_tab.csv": (2_240, 29),
    "wholesale/wholesale_customers.csv": (440, 8),
    "bank/bank-full.csv": (45_211, 17),
    "telco/Telco-Customer-Churn.csv": (7_043, 21),
    "online_retail/online_retail.csv": (541_909, 8),
    "mcdonalds/mcdonalds.csv": (1_453, 15),
    "rfm_r/rfm_data_orders.csv": (4_906, 6),
    "cdnow/cdnow_customers_summary.csv": (2_357, 4),
    "cdnow/CDNOW_master.txt": (69_659, 4),
    "cdnow/CDNOW_sample.txt": (6_919, 5),
    "survey/big_five.csv": (2_800, 29),
    "survey/carcinoma.csv": (118, 7),
    "survey/gss82.csv": (1_202, 4),
    "grocer/transactions_sample.csv": (75_000, 11),
    "grocer/demographics.csv": (801, 8),
    "grocer/campaigns.csv": (6_589, 2),
    "grocer/coupon_redemptions.csv": (2_102, 4),
    "formats/polish_clients_cp852_semicolon.csv": (110, 9),
    "formats/polish_clients_utf8.csv": (1_000, 4),
    "formats/polish_orders_cp1250_semicolon_decimal_comma.csv": (87, 14),
    "formats/polish_people_utf8.csv": (1_000, 7),
    "formats/polish_sales_utf8.csv": (1_000, 5),
    "formats/russian_orders_cp1251_semicolon.csv": (292, 8),
}
GUESSED = {
    "formats/polish_clients_cp852_semicolon.csv": "Montréal",
    "formats/polish_orders_cp1250_semicolon_decimal_comma.csv": "Montréal",
    "formats/russian_orders_cp1251_semicolon.csv": "Номер",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_export_is_read_whole(name, tmp_path):
    if not (DATA / name).exists():
        pytest.skip(f"needs ../shared/data/{name}, which is not here")
    ((reading, _),) = read(DATA / name, Path(name).name, tmp_path, ReadOptions())
    assert (reading.rows_in, len(reading.labels)) == EXPECTED[name]
    assert (reading.rows_kept, reading.rows_aside, reading.notes) == (reading.rows_in, 0, ())
    guesses = [fact["examples"][0] for fact in reading.how if fact.key == "reading.encoding_guessed"]
    assert guesses == ([GUESSED[name]] if name in GUESSED else [])


def test_ids_keep_their_zeros_and_runs_of_blanks_part_cells(tmp_path):
    if not (DATA / "cdnow").exists():
        pytest.skip("needs ../shared/data/cdnow, which is not here")
    ((master, path),) = read(DATA / "cdnow/CDNOW_master.txt", "x.txt", tmp_path, ReadOptions())
    assert master.labels == ("customer_id", "date", "number_of_cds", "dollar_value")
    assert tuple(pq.read_table(path).slice(0, 1).to_pylist()[0].values()) == ("00001", "19970101", "1", "11.77")
    assert len(pq.read_table(path).column(0).unique()) == 23_570
    ((sample, path),) = read(DATA / "cdnow/CDNOW_sample.txt", "x.txt", tmp_path, ReadOptions())
    assert sample.labels == tuple(f"column_{i}" for i in range(1, 6))
    assert tuple(pq.read_table(path).slice(0, 1).to_pylist()[0].values()) == ("00004", "0001", "19970101", "2", "29.33")
