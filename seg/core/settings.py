"""Numbers that only a commit changes, each with its unit and reason, and where this copy of Seg keeps things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """One number: its unit and why it is what it is."""

    name: str
    value: int | float
    unit: str
    why: str


_TABLE = (
    Setting("min_customers", 20, "customers", "below this any segment is an anecdote"),
    Setting("max_file_bytes", 500 * 2**20, "bytes", "four million customers as CSV; more is read from a warehouse"),
    Setting("max_columns", 2_000, "columns", "wider files are matrices, not customer lists"),
    Setting("max_cell_characters", 32_767, "characters", "the limit of a spreadsheet cell; longer is a broken quote"),
    Setting("max_header_characters", 200, "characters", "a longer name cannot be shown"),
    Setting("max_sheet_cells", 2_000_000, "cells", "Excel files unpack to many times their size; use CSV above"),
    Setting("max_sheet_box_cells", 20_000_000, "cells", "readers allocate the bounding box, 32 bytes a cell"),
    Setting("max_unpacked_bytes", 500 * 2**20, "bytes", "an Excel file that unpacks to more is a bomb"),
    Setting("max_unpack_ratio", 100, "times", "real sheets compress 5 to 20 times"),
    Setting("first_line_bytes", 10 * 2**20, "bytes", "a table has a line break before this"),
    Setting("reader_memory_bytes", 3 * 2**30, "bytes", "a crafted file must not take the machine down"),
    Setting("reader_cpu_seconds", 120, "seconds", "the largest honest file takes ten"),
    Setting("reader_wall_seconds", 180, "seconds", "somebody is waiting, and the cores may be busy"),
    Setting("reader_output_bytes", 2**30, "bytes", "what a reader may write; several times the largest honest file"),
    Setting("reader_open_files", 64, "files", "a reader needs a dozen"),
    Setting("max_decoded_bytes", 2 * 2**30, "bytes", "a Parquet file whose text is longer is a bomb or a log"),
    Setting("max_table_cells", 200_000_000, "cells", "no honest CSV has more; JSON of odd rows could"),
    Setting("preview_rows", 100, "rows", "enough to recognise one's own data"),
    Setting("guess_rows", 20_000, "rows", "roles and kinds do not change with more"),
    Setting("latest_birth_year", 2029, "year", "with two digits, years of birth go from 1930 to this"),
    Setting("min_level_share", 0.01, "share", "rarer levels of a category are lumped: they never carry a segment"),
    Setting("min_level_customers", 30, "customers", "as min_level_share, for small files"),
    Setting("max_levels", 30, "levels", "a category with more describes places or people, not groups"),
    Setting("binary_variance_floor", 0.05, "variance", "a 0.5 % flag would become an 8 sigma column"),
    Setting("nearly_constant_share", 0.99, "share", "a column where more have the same value tells nobody apart"),
    Setting("rows_per_dimension", 70, "customers", "Dolnicar et al. 2014: comfortable for each dimension"),
    Setting("rows_per_dimension_and_segment", 10, "customers", "Qiu and Joe: fewer find groups that are not there"),
    Setting("segments_expected", 4, "segments", "what a table should carry, before anybody chose their number"),
    Setting("rows_per_id_of_orders", 1.5, "rows", "a table with more rows for each id lists what customers did"),
    Setting("rows_compared", 5_000, "rows", "r and Cramér's V are within .03 of those of all rows"),
    Setting("columns_compared", 200, "columns", "each with each: 20,000 pairs in half a second"),
    Setting("correlated", 0.8, "r", "methods: two columns that nearly say the same count twice"),
    Setting("associated", 0.6, "Cramér's V", "as correlated, for groups"),
    Setting("spellings_compared", 20_000, "values", "names of groups and places; more are free text"),
    Setting("silent_missing_share", 0.05, "share", "that much missing of a dimension goes without saying"),
    Setting("max_missing_share", 0.40, "share", "a dimension with more missing is not suggested"),
    Setting("reason_words", 3, "words", "fewer do not say why a dimension that is held back may form segments"),
    Setting("reason_characters", 300, "characters", "a reason stands under its dimension and is read at a glance"),
    Setting("fit_sample", 20_000, "customers", "k-means on this many, then passes over all: 0.001 % worse SSE"),
    Setting("start_sample", 4_000, "customers", "where the many starts compete before the best go on"),
    Setting("starts", 20, "starts", "restarts matter more than rows"),
    Setting("finalists", 4, "starts", "the best starts, refined on the fit sample"),
    Setting("neighbour_rounds", 3, "rounds", "k learns from k-1 and k+1: half the excess SSE of the starts alone"),
    Setting("finalist_passes", 20, "passes", "enough to tell which start is best"),
    Setting("fewer_patterns", 0.5, "share", "customers alike are fitted as one weighted row below this"),
    Setting("mixture_rows", 100_000, "customers", "mixtures are fitted on these; more change no second digit"),
    Setting("mixture_starts", 20, "starts", "short runs of a mixture; the best finalists go on"),
    Setting("mixture_quick_starts", 4, "starts", "of a mixture for a sample that is one of many"),
    Setting("mixture_gain", 1e-8, "log likelihood per customer", "a mixture that gains less in a step is at rest"),
    Setting("mixture_passes", 2_000, "passes", "far more than mixtures of well-behaved data take to rest"),
    Setting("mixture_work", 6e7, "probabilities", "a mixture of a large file stops here; about two seconds"),
    Setting("mixture_variance_floor", 0.1, "share of variance", "else all with 0 points are a class: ARI .22, not .36"),
    Setting("gaussian_variance_floor", 1e-3, "share of variance", "methods: what keeps a density from growing forever"),
    Setting("kamila_starts", 10, "starts", "methods: eight to ten"),
    Setting("kamila_starts_again", 4, "starts", "each resampled fit: the larger part of the cost of stability"),
    Setting("island_points", 5_000, "customers", "kept to tell islands by: everybody is compared with each"),
    Setting("island_chunk_rows", 1_024, "customers", "compared at once with those that are kept: 20 MB"),
    Setting("island_missing_share", 0.5, "share", "with something missing; those of whom all is known must be most"),
    Setting("medoid_starts", 3, "starts", "beside the greedy one, which is nearly always as good"),
    Setting("ward_sample", 4_000, "customers", "the tree is quadratic in rows: of more, small groups are joined"),
    Setting("ward_groups", 400, "groups", "a tree of many starts with these: nearer than 2,000 or than a sample"),
    Setting("group_passes", 30, "passes", "the small groups need not be quite at rest"),
    Setting("lloyd_passes", 60, "passes", "over all customers; nearly always they end earlier by centre_shift"),
    Setting("centre_shift", 1e-4, "share of variance", "centres that move less are at rest; scikit-learn's choice"),
    Setting("chunk_rows", 65_536, "rows", "passes over all rows stay in the processor's cache"),
    Setting("silhouette_sample", 2_000, "customers", "quadratic in rows; within .01 of 10,000 rows"),
    Setting("stability_sample", 4_000, "customers", "each round is two fits; conservative for larger data"),
    Setting("breaking_trials", 20, "trials", "what is left out at random to break the segments, in turns of its kinds"),
    Setting("stability_rounds_first", 5, "rounds", "enough for a first word, while others are on their way"),
    Setting("stability_rounds_next", 20, "rounds", "the median of twenty pairs separates .8 from .7"),
    Setting("stability_rounds", 50, "rounds", "then the lower quartile is known to .03"),
    Setting("quick_starts", 3, "starts", "each resampled fit, beside what it learns from the next k: as good as ten"),
    Setting("quick_starts_alone", 10, "starts", "where there is one k; with 4, McDonald's k = 4 falls from .87 to .77"),
    Setting("stable_median", 0.80, "ARI", "methods: a candidate repeats this well in the median"),
    Setting("stable_lower_quartile", 0.75, "ARI", "and rarely does worse"),
    Setting("stable_segment", 0.75, "Jaccard", "a segment below is not valid by itself (Hennig)"),
    Setting("structure_sample", 1_000, "customers", "more find deviations too small to matter; quadratic in rows"),
    Setting("structure_sets", 19, "sets", "drawn without groups: the fewest that can give p = .05, while exploring"),
    Setting("structure_sets_final", 39, "sets", "for the verdict that is kept: p as small as .025"),
    Setting("structure_most_segments", 7, "segments", "methods: k = 2..7; groups show before there are more"),
    Setting("structure_starts", 10, "starts", "methods: as many on the data as on sets without groups"),
    Setting("structure_tuning_rows", 20_000, "customers", "methods: correlations within .012; with 1,000 p jumps"),
    Setting("structure_tuning_steps", 24, "steps", "those of real data are met in 6 to 12; levels take longer"),
    Setting("structure_sweeps", 4, "sweeps", "over a set, to give it the correlations of the data exactly"),
    Setting("structure_p", 0.05, "p", "the chance to call a continuum natural"),
    Setting("structure_gap", 0.02, "silhouette", "smaller deviations from a continuum are real and useless"),
    Setting("markers_needed", 2, "dimensions", "a segment that fewer set apart cannot be told from the others"),
    Setting("hardly_separates", 0.02, "eta squared", "a dimension below is the same in all segments, at any weight"),
    Setting("undecided_confidence", 10, "of 100", "the next segment is less than a tenth further away than the own"),
    Setting("enough_known_share", 0.5, "share", "who is known by less of what was planned is assigned on thin ground"),
    Setting("far_out_quartiles", 3.0, "IQR", "beyond the upper quartile of distances to the own centre: methods"),
    Setting("explain_sample", 50_000, "customers", "rules and questions are found on these; more change no border"),
    Setting("question_sample", 10_000, "customers", "the fewest questions are found on these: hundreds of fits"),
    Setting("proxy_sample", 4_000, "customers", "an attribute is told from the inputs of these; areas within .02"),
    Setting("leaf_customers", 50, "customers", "methods: a rule stands on at least as many, or on leaf_share"),
    Setting("leaf_share", 0.01, "share", "as leaf_customers, for large files"),
    Setting("leaf_share_small", 0.05, "share", "for files where 50 customers are too many to ask"),
    Setting("leaf_least", 5, "customers", "a rule that fewer follow is an anecdote, however small the file"),
    Setting("min_segment_customers", 50, "customers", "smaller segments cannot be worked with"),
    Setting("min_segment_share", 0.02, "share", "as min_segment_customers, for large files"),
    Setting("min_segment_share_small", 0.08, "share", "for files where 50 customers are too many to ask"),
    Setting("most_segments_suggested", 8, "segments", "more than a team can treat differently"),
    Setting("min_cell_customers", 10, "customers", "a smaller cell of a table may tell of persons (ONS)"),
    Setting("circled_kept", 100, "selections", "of a segmentation that nobody named: links to older ones find nobody"),
    Setting("answers_kept", 500, "answers", "of each kind to what somebody asked of a dataset; older ones: ask again"),
    Setting("keep_identity_overlap", 0.3, "Jaccard", "below, a segment is a new one"),
    Setting("map_landmarks", 5_000, "customers", "UMAP on these, everyone else placed between them; 2 cores"),
    Setting("map_neighbours_overview", 60, "customers", "n_neighbors of UMAP: the large groups, blurred within"),
    Setting("map_neighbours_balanced", 30, "customers", "n_neighbors of UMAP: overview before detail"),
    Setting("map_neighbours_detail", 15, "customers", "n_neighbors of UMAP, its own default: small groups come apart"),
    Setting("map_epochs", 200, "epochs", "trustworthiness .911 against .913 at 500, in 40 % of the time"),
    Setting("map_placement_neighbours", 15, "customers", "landmarks that place a customer"),
    Setting("map_trust_sample", 2_000, "customers", "quadratic in rows"),
    Setting("map_near_sample", 5_000, "customers", "whose neighbours on the map are known: shares within .01"),
    Setting("map_near", 15, "customers", "methods: neighbours on the map that are asked for their segment"),
    Setting("map_near_least", 10, "customers", "of fewer in the sample the share of a segment is an anecdote"),
    Setting("map_arrows", 10, "arrows", "more on one map cannot be read"),
    Setting("map_points", 1_000_000, "customers", "shown at most, 9 bytes each; the rest are counted"),
    Setting("nearest_customers", 10, "customers", "who is shown as most like one customer"),
    Setting("segment_colours", 12, "colours", "as many as can be told apart by everybody"),
    Setting("worker_memory_bytes", 12 * 2**30, "bytes", "ten million customers fit; the server and the machine go on"),
    Setting("events_memory_bytes", 2 * 2**30, "bytes", "ten million order lines take 0.8 GB; far more are spilled"),
    Setting("worker_threads", 2, "threads", "half the time when the cores are free, and niceness when they are not"),
    Setting("worker_nice", 10, "niceness", "a page that someone looks at goes before a map that is being made"),
    Setting("workers_lost_in_a_row", 3, "workers", "more that die without a job will not get better by themselves"),
    Setting("job_attempts", 2, "attempts", "a worker may die of something else once; twice it is the job"),
    Setting("jobs_remembered", 1_000, "jobs", "finished ones, for pages that still ask; results are in the store"),
    Setting("ballast_bytes", 50 * 2**20, "bytes", "on a full disk even a deletion needs room"),
    Setting("min_free_bytes", 2 * 2**30, "bytes", "uploads are refused below this"),
    Setting("store_wait_seconds", 10, "seconds", "longer than any write of ours; then it was not saved, and said so"),
    Setting("leftover_seconds", 3_600, "seconds", "a half-written file this old has no writer any more"),
)
SETTINGS: Mapping[str, Setting] = {setting.name: setting for setting in _TABLE}


def setting(name: str) -> int | float:
    """The value of one setting. Raises `KeyError`."""
    return SETTINGS[name].value


@dataclass(frozen=True)
class Environment:
    """Where this copy of Seg keeps things, from the process environment.

    `SEG_HOME` is the folder of the workspace (default `.seg` where the app starts); `SEG_STORE_URL` a
    SQLAlchemy URL of the metadata, for example `postgresql+psycopg://seg@db/seg` (default: SQLite in the home);
    `SEG_WORKERS` how many worker processes run at once (default: one for each of two cores, at least 1).
    """

    home: Path
    store_url: str
    workers: int

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Environment:
        home = Path(variables.get("SEG_HOME", ".seg")).resolve()
        url = variables.get("SEG_STORE_URL") or f"sqlite:///{home / 'workspace.sqlite'}"
        return cls(home, url, max(1, int(variables.get("SEG_WORKERS", "2"))))
