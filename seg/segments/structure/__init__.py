"""Is there structure at all: the separation of segments against customers drawn without groups.

    traits       what a column is to a set without groups: values given away by latent normals
    correlated   correlations with missing cells, and normal draws that have them
    null         sets that keep values and correlations, and nothing else
    check        the silhouettes of the data among those of the sets: p, gap, and whether it is natural

How often it is wrong, by `python -m tests.bench.structure_study`: 250 customers, 19 sets, k = 2..7, seeds 0-24 without
groups and 0-9 with them; exact binomial limits of 95 %, and the median gap.

    world                           sets  p<=.05 %      limits %  natural         gap
    Gaussian, r = .5                  25       8.0    1.0 - 26.0      8.0       0.012
    Gaussian, any correlations        25       4.0    0.1 - 20.4      0.0       0.007
    log-normal, asinh                 25       4.0    0.1 - 20.4      4.0       0.030
    spend with many zeros             25      12.0    2.5 - 31.2     12.0       0.019
    flags, independent                25      12.0    2.5 - 31.2     12.0       0.016
    flags, correlated                 25       4.0    0.1 - 20.4      4.0       0.007
    five-point answers                25       0.0    0.0 - 13.7      0.0       0.011
    nominal, independent              25       0.0    0.0 - 13.7      0.0       0.005
    nominal, associated               25       0.0    0.0 - 13.7      0.0       0.006
    mixed, all kinds                  25      16.0    4.5 - 36.1      4.0       0.008
    mixed, 10 % missing               25       8.0    1.0 - 26.0      4.0       0.008
    half skip a page of questions     25       8.0    1.0 - 26.0      8.0       0.016
    all without groups               300       6.3     3.9 - 9.7      4.7       0.010
    4 overlapping groups, numbers     10      30.0    6.7 - 65.2     20.0       0.020
    4 separate groups, numbers        10     100.0  69.2 - 100.0    100.0       0.195
    4 groups of spenders              10      50.0   18.7 - 81.3     40.0       0.016
    3 latent classes, flags           10     100.0  69.2 - 100.0    100.0       0.062
    3 latent classes, nominal         10     100.0  69.2 - 100.0     50.0       0.019
    4 groups, mixed (A5)              10     100.0  69.2 - 100.0    100.0       0.053
    all with groups                   60      80.0   67.7 - 89.2     68.3       0.028

With seeds 100-129 of the three worlds that alarmed most: 6 of 90. So 25 of 390 in all, 6.4 % (4.2 - 9.3), 4.9 % of them
called natural: at 250 customers a gap of .02 is of the size of chance, it holds back what is small in large samples.
Answers and levels alarm less than they might. Of the overlapping groups, 19 of 30 more stood out.
"""
