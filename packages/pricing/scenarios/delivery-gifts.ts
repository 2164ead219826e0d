import { table } from "./table.ts";

export const deliveryAndGifts = table("delivery and gifts", `
goods        | offers                                       | given | pays
# Free delivery from an amount on (满 59 包邮)
tea 60       | L delivery: 59 free delivery                 |       | 60; L 8; delivery 0
, delivery 8 |                                              |       |
tea 50       | L delivery: 59 free delivery                 |       | 58; not L below_amount 9
, delivery 8 |                                              |       |
tea 60       | L delivery: 59 delivery-5                    |       | 63; L 5; delivery 3; L cap
, delivery 8 |                                              |       |
tea 60       | L delivery: 59 free delivery                 |       | 60
             |                                              |       | not L nothing_left delivery
tea 60       | L delivery: 30 delivery-5 / 59 free delivery |       | 60; L 8; L tier 2
, delivery 8 |                                              |       |
# The threshold of free delivery is tested on the goods after item benefits
tea 60       | D item: 10% off each                         |       | 60; L 8; not D not_better 2
, delivery 8 | L delivery: 59 free delivery                 |       |
tea 80       | O order: -30                                 |       | 50; O 30; L 8
, delivery 8 | L delivery: 59 free delivery                 |       |
tea 80       | O order: -30                                 |       | 58; O 30; not L below_amount 9
, delivery 8 | L delivery: 59 free delivery; base previous  |       |
# Two benefits on delivery do not add up
tea 60       | L delivery: 50 delivery-3                    |       | 63; K 5; delivery 3
, delivery 8 | K delivery: 50 delivery-5                    |       | not L not_with K
# A gift with a purchase (满赠)
tea 100      | G gift: 100 gift 1 cup worth 8               |       | 100; G; gift 1 cup
tea 99       | G gift: 100 gift 1 cup worth 8               |       | 99; no gift
             |                                              |       | not G below_amount 1
tea 200      | G gift: 100 gift 1 cup / 200 gift 2 cup      |       | 200; G; gift 2 cup; G tier 2
tea 250      | G gift: every 100 gift 1 cup                 |       | 250; G; gift 2 cup; G times 2
tea 100      | G gift: 100 gift 1 cup & gift 2 bag          |       | 100; G; gift 1 cup; gift 2 bag
tea 30 x2    | G gift: 2pcs gift 1 cup                      |       | 60; G; gift 1 cup
# Gifts and reductions stack
tea 100      | O order: 100-20                              |       | 80; O 20; G; gift 1 cup
             | G gift: 100 gift 1 cup worth 8               |       |
# A gift comes second: the lower price first, then the dearer gift
tea 100      | O order: 100-20                              |       | 80; O 20; no gift
             | G gift: 100 gift 1 cup worth 50              |       | not G below_amount 20
             | ; base previous                              |       |
tea 100      | G gift: 100 gift 1 cup worth 8; group g      |       | 100; H; gift 1 bag
             | H gift: 100 gift 1 bag worth 9; group g      |       | not G not_with H
tea 100      | G gift: 100 gift 1 cup; group g              |       | 100; H; gift 1 bag
             | H gift: 100 gift 1 bag worth 9; group g      |       | not G not_with H
# A tier may give money or a gift
tea 200      | O order: 100-10 / 200 gift 1 cup worth 30    |       | 200; O; gift 1 cup; O tier 2
`);
