import { table } from "./table.ts";

export const stacking = table("stacking", `
goods              | offers                                 | given           | pays
# The 6.18 stack: cross-store 满减, category, store and subsidy voucher, all tested on the same base
tea 200, cake 100  | O order: every 300-50                  |                 | 190; O 50; C 20
                   | C category_voucher: 200-20; on drinks  |                 | S 30; P 10
                   | S store_voucher: 300-30                |                 | C base 200
                   | P subsidy_voucher: 300-10              |                 | S base 300
                   |                                        |                 | P base 300
tea 199, cake 101  | O order: every 300-50                  |                 | 210; O 50; S 30
                   | C category_voucher: 200-20; on drinks  |                 | P 10
                   | S store_voucher: 300-30                |                 | not C below_amount 1
                   | P subsidy_voucher: 300-10              |                 |
tea 400 member 300 | M price: member price                  |                 | 190; M 100; O 50
                   | O order: every 300-50                  |                 | C 20; S 30; P 10
                   | C category_voucher: 200-20; on drinks  |                 | O base 300
                   | S store_voucher: 300-30                |                 |
                   | P subsidy_voucher: 300-10              |                 |
# Two total-price promotions never both apply: the better for the member
tea 200            | A order: 200-30                        |                 | 160; B 40
                   | B order: 200-20%                       |                 | not A not_with B
tea 100, cake 100  | A order: 100-30; on tea                |                 | 160; B 40
                   | B order: 100-40; on cake               |                 | not A not_with B
tea 200            | A order: 200-30                        |                 | 170; A 30
                   | B order: 200-15%                       |                 | not B not_with A
# One category voucher a line, but two for different lines
tea 100, cake 100  | A category_voucher: 50-10; on drinks   |                 | 175; A 10; B 15
                   | B category_voucher: 50-15; on bakery   |                 |
tea 100, cake 100  | A category_voucher: 50-10; on drinks   |                 | 185; B 15
                   | B category_voucher: 50-15              |                 | not A not_with B
# One store voucher, one subsidy voucher for the cart
tea 100, cake 100  | A store_voucher: 50-10; on drinks      |                 | 185; B 15
                   | B store_voucher: 50-15; on bakery      |                 | not A not_with B
tea 100            | A subsidy_voucher: 50-10               |                 | 85; B 15
                   | B subsidy_voucher: 50-15               |                 | not A not_with B
# Never with others: its goods take part in nothing else
tea 100            | A item: 30% off each; never            |                 | 70; A 30; not O
                   | O order: 100-20                        |                 |
tea 100, cake 120  | A item: 30% off each; on tea; never    |                 | 170; A 30
                   | O order: 100-20                        |                 | O 20 = cake 20
tea 100            | A item: 10% off each; never            |                 | 80; O 20; not A
                   | O order: 100-20                        |                 |
tea 100            | A item: 30% off each; never            |                 | 65; B 35
                   | B item: 35% off each; never            |                 | not A not_with B
# Always: meets even what the policy keeps apart
tea 200            | A order: 200-30                        |                 | 130; A 30; B 40
                   | B order: 200-40; always                |                 |
# Only these
tea 200            | A order: 200-30; only S                |                 | 160; A 30; S 10
                   | S store_voucher: 100-10                |                 | not P not_with A
                   | P subsidy_voucher: 100-5               |                 |
tea 200            | A order: 200-30; only store_voucher    |                 | 160; A 30; S 10
                   | S store_voucher: 100-10                |                 | not P not_with A
                   | P subsidy_voucher: 100-5               |                 |
tea 200            | A order: 200-30; only store_voucher    |                 | 155; S 10; P 35
                   | S store_voucher: 100-10                |                 | not A not_with P
                   | P subsidy_voucher: 100-35              |                 |
# Groups of which one applies
tea 200            | S store_voucher: 100-10; group g       |                 | 188; P 12
                   | P subsidy_voucher: 100-12; group g     |                 | not S not_with P
tea 100, cake 100  | S store_voucher: -10; group g; on tea  |                 | 188; P 12
                   | P subsidy_voucher: -12; group g        |                 | not S not_with P
                   | ; on cake                              |                 |
tea 100, cake 100  | S store_voucher: -10; group g; on tea  | policy lines    | 178; S 10; P 12
                   | P subsidy_voucher: -12; group g        |                 |
                   | ; on cake                              |                 |
tea 200            | S store_voucher: 100-10; groups g h    |                 | 185; P 8; X 7; not S
                   | P subsidy_voucher: 100-8; group g      |                 |
                   | X category_voucher: 100-7; group h     |                 |
# Greedy would take the biggest first and lose: the best pair is found
tea 100, cake 100  | A item: bundle 1 tea + 1 cake for 160  |                 | 135; B 25; C 40
                   | B item: 25% off each; on tea           |                 | not A not_with B C
                   | C item: 40% off each; on cake          |                 |
tea 100            | A order: 100-20                        |                 | 72; A 20; V 8
                   | V store_voucher: -10%                  |                 |
tea 100            | A order: 100-5; base previous          |                 | 94; V 6
                   | V item: 6 off each; voucher            |                 | not A below_amount 6
# A policy of the operator: one offer for a cart, whatever it is
tea 200            | M price: price 190                     | policy single   | 170; A 30
                   | A order: 200-30                        |                 | not M not_with A
                   | S store_voucher: 100-10                |                 | not S not_with A
# A policy of the operator: everything with everything
tea 200            | A order: 200-30                        | policy all      | 120; A 30; B 40
                   | B order: 200-40                        |                 | S 10
                   | S store_voucher: 100-10                |                 |
# The order of levels decides what a percentage is of
tea 200            | A order: 200-20%                       |                 | 150; A 40; S 10
                   | S store_voucher: 100-10                |                 |
tea 200            | A order: 200-20%                       | policy vouchers | 152; A 38; S 10
                   | S store_voucher: 100-10                |                 |
# A tie: the fewer vouchers, the fewer offers, the older
tea 100            | A order: 100-20                        |                 | 80; A 20
                   | V store_voucher: 100-20; only nothing  |                 | not V not_with A
tea 100            | A item: 20 off each                    |                 | 80; A 20; not B
                   | B order: 100-20; never; since 9        |                 |
tea 100            | A order: 100-20; since 5               |                 | 80; B 20
                   | B order: 100-20; since 3               |                 | not A not_with B
tea 10, cake 50    | M price: price 9.99; on tea            |                 | 45; P 11; N 5
, coffee 1         | P item: bundle 1 tea + 1 coffee for 0  |                 |
                   | ; on tag hot                           |                 |
                   | N order: -5; on cake; never            |                 |
                   | B item: buy 1 get 1 -0.01%             |                 |
`);
