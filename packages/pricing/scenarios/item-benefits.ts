import { table } from "./table.ts";

export const itemBenefits = table("item benefits", `
goods                | offers                                     | given | pays
# The second at half price: the cheaper of two
tea 30 x2            | N item: every 2nd -50%                     |       | 45; N 15; N times 1
tea 30 x3            | N item: every 2nd -50%                     |       | 75; N 15
tea 30 x4            | N item: every 2nd -50%                     |       | 90; N 30; N times 2
tea 30               | N item: every 2nd -50%                     |       | 30; not N below_count 1
tea 30, cake 12      | N item: every 2nd -50%                     |       | 36; N 6 = cake 6
tea 30, cake 12      | N item: every 2nd -50%                     |       | 52; N 10 = coffee 10
, coffee 20          |                                            |       |
tea 30 x2, cake 12   | N item: every 2nd -50%; on drinks          |       | 57; N 15 = tea 15
tea 30 x6            | N item: every 2nd -50%; max 1              |       | 165; N 15; N times 1
tea 30 x3            | N item: every 3rd free                     |       | 60; N 30
tea 9.99 x2          | N item: every 2nd -50%                     |       | 14.98; N 5.00
# Buy x, get y: of every x + y the cheapest y
tea 30 x3            | B item: buy 2 get 1 free                   |       | 60; B 30; B times 1
tea 30 x2            | B item: buy 2 get 1 free                   |       | 60; not B below_count 1
tea 30 x6            | B item: buy 2 get 1 free                   |       | 120; B 60; B times 2
tea 30 x6            | B item: buy 2 get 1 free; max 1            |       | 150; B 30
tea 30, coffee 20    | B item: buy 2 get 1 free                   |       | 50; B 12 = cake 12
, cake 12            |                                            |       |
tea 30 x2            | B item: buy 1 get 1 -50%                   |       | 45; B 15
# Buy x of these, get y of those
tea 30 x2, cake 12   | B item: buy 2 get 1 free of cake; on tea   |       | 60; B 12 = cake 12
tea 30, cake 12      | B item: buy 2 get 1 free of cake; on tea   |       | 42; not B
tea 30 x2            | B item: buy 2 get 1 free of cake; on tea   |       | 60
                     |                                            |       | not B goods_missing 1
tea 30 x4, cake 12   | B item: buy 2 get 1 free of bakery; on tea |       | 120
, bread 8            |                                            |       | B 20 = cake 12 + bread 8
tea 30 x2, cake 12   | B item: buy 2 get 1 free of bakery; on tea |       | 72; B 8 = bread 8
, bread 8            |                                            |       |
# A bundle at a price: any three for 50
tea 20 x3            | P item: bundle 3 for 50                    |       | 50; P 10; P times 1
tea 20 x4            | P item: bundle 3 for 50                    |       | 70; P 10
tea 20 x6            | P item: bundle 3 for 50                    |       | 100; P 20; P times 2
tea 20 x6            | P item: bundle 3 for 50; max 1             |       | 110; P 10
tea 20 x2            | P item: bundle 3 for 50                    |       | 40
                     |                                            |       | not P goods_missing 1
tea 15 x3            | P item: bundle 3 for 50                    |       | 45; not P
# The dearest units go into the bundle
tea 30, coffee 20    | P item: bundle 3 for 50                    |       | 58; P 12
, cake 12, bread 8   |                                            |       |
# A bundle of parts
tea 30, cup 40       | P item: bundle 1 tea + 1 cup for 60        |       | 60
                     |                                            |       | P 10 = tea 4.29
                     |                                            |       | + cup 5.71
tea 30 x2, cup 40    | P item: bundle 1 tea + 1 cup for 60        |       | 90
                     |                                            |       | P 10 = tea 4.29
                     |                                            |       | + cup 5.71
tea 30               | P item: bundle 1 tea + 1 cup for 60        |       | 30
                     |                                            |       | not P goods_missing 1
tea 30 x2, cup 40 x2 | P item: bundle 1 tea + 1 cup for 60        |       | 120; P 20; P times 2
tea 30 x3, cake 12   | P item: bundle 2 drinks + 1 bakery for 60  |       | 90; P 12
# Add-on: whoever has bought for 50 may have a cake for 5
tea 30 x2, cake 12   | A item: from 50 add cake at 5              |       | 65; A 7 = cake 7
                     |                                            |       | A base 60
tea 30, cake 12      | A item: from 50 add cake at 5              |       | 42
                     |                                            |       | not A below_amount 20
tea 30 x2            | A item: from 50 add cake at 5              |       | 60
                     |                                            |       | not A goods_missing 1
tea 30 x2            | A item: from 50 add cake at 5              |       | 89; A 7
, cake 12 x3         |                                            |       |
tea 30 x2            | A item: from 50 add cake at 5; max 2       |       | 82; A 14
, cake 12 x3         |                                            |       |
# The add-on itself does not count for its threshold
cake 30 x2           | A item: from 50 add cake at 5              |       | 60
                     |                                            |       | not A below_amount 50
# An add-on dearer than the list price gives nothing
tea 30 x2, cake 4    | A item: from 50 add cake at 5              |       | 64; not A
# Item benefits count from the price level, not from the list price
tea 30 member 20 x2  | M price: member price                      |       | 30; M 20; N 10
                     | N item: every 2nd -50%                     |       |
`);
