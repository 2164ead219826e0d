import { table } from "./table.ts";

export const tiers = table("tiers", `
goods              | offers                             | given       | pays
# 满减: the highest tier that is reached gives
tea 99             | O order: 100-20                    |             | 99; not O below_amount 1
tea 100            | O order: 100-20                    |             | 80; O 20; O base 100
tea 99.99          | O order: 100-20                    |             | 99.99
                   |                                    |             | not O below_amount 0.01
tea 150            | O order: 100-20 / 200-50           |             | 130; O 20; O tier 1
tea 200            | O order: 100-20 / 200-50           |             | 150; O 50; O tier 2
tea 500            | O order: 100-20 / 200-50 / 300-90  |             | 410; O 90; O tier 3
# 每满减: as often as it is reached, up to a cap
tea 250            | O order: every 100-20              |             | 210; O 40; O times 2
tea 99             | O order: every 100-20              |             | 99; not O below_amount 1
tea 750            | O order: every 100-20; cap 50      |             | 700; O 50; O cap
tea 300            | O order: every 300-50              |             | 250; O 50
tea 620            | O order: every 300-50              |             | 520; O 100; O times 2
# 满折: a percentage from an amount on, with and without a cap
tea 100            | O order: 100-10%                   |             | 90; O 10
tea 200            | O order: 100-10% / 200-20%         |             | 160; O 40; O tier 2
tea 900            | O order: 100-10% max 50            |             | 850; O 50; O cap
tea 900            | O order: 100-10%; cap 30           |             | 870; O 30; O cap
tea 33.33          | O order: -15%                      |             | 28.33; O 5.00
tea 0.03           | O order: -50%                      |             | 0.01; O 0.02
# Thresholds in pieces
tea 30 x2          | O order: 2pcs-10%                  |             | 54; O 6
tea 30             | O order: 2pcs-10%                  |             | 30; not O below_count 1
tea 30 x3          | O order: 2pcs-10% / 3pcs-20%       |             | 72; O 18; O tier 2
tea 30 x5          | O order: every 2pcs-15             |             | 120; O 30; O times 2
tea 30, cake 12    | O order: 2pcs-5                    |             | 37; O 5
# No threshold at all
tea 30             | O order: -5                        |             | 25; O 5
tea 3              | O order: -5                        |             | 0; O 3; O zero
# Only the goods of the offer count and are lowered
tea 60, cake 60    | O order: 100-20; on drinks         |             | 120; not O below_amount 40
tea 60, coffee 40  | O order: 100-20; on drinks         |             | 140
, cake 60          |                                    |             | O 20 = tea 12 + coffee 8
tea 60, coffee 40  | O order: 100-20; except coffee     |             | 100; not O below_amount 40
tea 60, cake 60    | O order: 100-20; on brand Yun      |             | 100; O 20 = tea 10 + cake 10
cake 60, cup 50    | O order: 100-20; on tag new        |             | 100
, tea 10           |                                    |             | O 20 = cake 10.91 + cup 9.09
tea 60, cake 60    | O order: 100-20; on tea + cake     |             | 130; O 20 = tea 10 + cake 10
, cup 30           |                                    |             |
pot 60, cup 60     | O order: 100-20                    |             | 120; not O below_amount 40
                   | ; on drinks + tag new              |             |
pot 60             | O order: 50-5; on drinks           | explain all | 60; not O no_goods
pot 60             | O order: 50-5; on drinks           |             | 60; no reason for O
# The split: largest remainder, on a tie the earlier product
tea 10, coffee 10  | O order: -10                       |             | 20
, juice 10         |                                    |             | O 10 = tea 3.33
                   |                                    |             | + coffee 3.34 + juice 3.33
tea 1, coffee 1    | O order: -0.01                     |             | 2.99; O 0.01 = coffee 0.01
, juice 1          |                                    |             |
tea 95, cake 10    | O order: 100-50                    |             | 55
                   |                                    |             | O 50 = tea 45.24 + cake 4.76
tea 19.99 x3       | O order: 60-7                      |             | 57.98
, cake 5.01        |                                    |             | O 7 = tea 6.46 + cake 0.54
tea 0, cake 10     | O order: -1                        |             | 9; O 1 = cake 1
`);
