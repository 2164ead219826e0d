import { table } from "./table.ts";

/** Examples that others publish: their numbers, our answer. Only the numbers are taken over. */
export const published = table("published", `
goods      | offers                             | given               | pays
# Buy one get one free, and 10 % off orders over 50: the order of the two decides
@ Vendure, Promotion.priorityScore:
@ https://docs.vendure.io/current/framework/reference/typescript-api/entities/promotion
tea 30 x2  | B item: buy 1 get 1 free           |                     | 30; B 30
           | T order: 50.01-10%; base previous  |                     | not T below_amount 20.01
tea 60 x2  | B item: buy 1 get 1 free           |                     | 54; B 60; T 6; T base 60
           | T order: 50.01-10%; base previous  |                     |
tea 30 x2  | B item: buy 1 get 1 free           |                     | 27; B 30; T 3; T base 60
           | T order: 50.01-10%; base initial   |                     |
# 10 % off everything and 20 % off from 100, cart of 105: on what is left the second is out of reach
@ Voucherify, Using stacking rules and categories, incentive application order:
@ https://docs.voucherify.io/orchestrate/using-stacking-rules-and-categories
tea 105    | A order: -10%                      | policy all          | 84; B 21
           | B gift: 100.01-20%; base previous  | choose A B          | not A not_better 10.50
tea 105    | B order: 100.01-20%; base previous | policy all          | 75.60; B 21; A 8.40
           | A gift: -10%; base previous        |                     | B base 105
tea 105    | A order: -10%                      | policy all          | 75.60; A 10.50; B 18.90
           | B gift: 100.01-20%; base initial   |                     | B base 105
tea 105    | A item: 10% off each               | policy all          | 84; B 21
           | B order: 100.01-20%; base items    |                     | not A not_better 10.50
# Discounts of the initial amount, or of what the one before has left
@ Voucherify, Stacking rules, discount calculation mode:
@ https://support.voucherify.io/article/604-stacking-rules
tea 105    | A order: -10%; percent of initial  | policy all          | 73.50; A 10.50; B 21
           | B gift: 100-20%; base initial      |                     |
           | ; percent of initial               |                     |
# 10 % of a cart of 30 + 20 + 10, and 10 % of two of the three goods
@ Voucherify, Discount effects cheat sheet:
@ https://support.voucherify.io/article/511-discount-effects-cheat-sheet
tea 30     | V store_voucher: -10%              |                     | 54; V 6
, cake 20  |                                    |                     |
, cup 10   |                                    |                     |
tea 30     | V store_voucher: -10%              |                     | 57; V 3 = cake 2 + cup 1
, cake 20  | ; on cake + cup                    |                     |
, cup 10   |                                    |                     |
# Cascading: 10 off a total of 100, the second campaign counts from 90
@ Talon.One, Using cascading discounts:
@ https://help.talon.one/hc/en-us/articles/360015354580-Using-Cascading-Discounts
tea 100    | A order: -10                       | policy all          | 76.50; A 10; B 13.50
           | B gift: -15%; percent of previous  |                     |
tea 100    | A order: -10                       | policy all          | 75; A 10; B 15
           | B gift: -15%; percent of initial   |                     |
# Evaluation groups: of an exclusive group one campaign applies, the highest discount, beside others
@ Talon.One, Managing campaign evaluation (modes stackable, listOrder, lowestDiscount,
@ highestDiscount): https://docs.talon.one/docs/product/applications/managing-campaign-evaluation
tea 100    | A order: -10; group g; always      |                     | 75; B 20; C 5
           | B gift: -20; group g; always       |                     | not A not_with B
           | C item: 5 off each                 |                     |
# A session worth more than 200 has 20 % off
@ Talon.One, sample campaign 20% off when session value >200:
@ https://docs.talon.one/docs/product/tutorials/sample-campaigns/discount-based-on-session-value
tea 200    | A order: 200.01-20%                |                     | 200; not A below_amount 0.01
tea 250    | A order: 200.01-20%                |                     | 200; A 50
# 15 % off orders over 100 is split over the lines; with 10 off one of them first; without a third
@ Salesforce B2C Commerce, Promotion proration logic:
@ https://help.salesforce.com/s/articleView?id=cc.b2c_promotion_proration_logic.htm
tea 60     | O order: 100-15%                   |                     | 93.50
, cake 50  |                                    |                     | O 16.50 = tea 9 + cake 7.50
tea 60     | D item: 10 off each; on tea        |                     | 85; D 10
, cake 50  | O order: 100-15%                   |                     | O 15 = tea 7.50 + cake 7.50
tea 60     | O order: 100-15%; except cup       |                     | 133.50
, cake 50  |                                    |                     | O 16.50 = tea 9 + cake 7.50
, cup 40   |                                    |                     |
# A shop's and a platform's voucher 100-20 on goods of 100: both, tested on the goods' price
@ CRMEB Java, order payment rules 3.1.1:
@ https://doc.crmeb.com/crmebjavalandmer/crmebjavamerv16/13644
tea 100    | S store_voucher: 100-20            |                     | 60; S 20; P 20; S base 100
           | P subsidy_voucher: 100-20          |                     | P base 100
# 10 off three goods of 10: the parts add up to 10.00, where others lose a cent
@ mall, issue 356: https://github.com/macrozheng/mall/issues/356
tea 10     | V store_voucher: -10               |                     | 20
, cake 10  |                                    |                     | V 10 = cake 3.34 + cup 3.33
, cup 10   |                                    |                     | + tea 3.33
# 400-200 and a voucher 200-30 on top: 400 for 170
@ JavaFamily, sale of a bookshop:
@ https://github.com/Cacle/JavaFamily/commit/ae13a78fa76eb1b6e3bafec6290aeaf12bd016fb
tea 400    | O order: every 100-50; cap 200     |                     | 170; O 200; V 30
           | V store_voucher: 200-30            |                     |
tea 400    | O order: every 100-50; cap 200     |                     | 170; O 200; V 30; V base 200
           | V store_voucher: 200-30            |                     |
           | ; base previous                    |                     |
# 30 % off and 100-30 on a cart of 100: first the percentage 70, first the amount 49
@ OnePRO, README: https://github.com/GaoSSR/OnePRO
tea 100    | A order: -30%                      | policy all          | 70; A 30
           | B gift: 100-30; base previous      |                     | not B below_amount 30
tea 100    | B order: 100-30; base previous     | policy all          | 49; B 30; A 21
           | A gift: -30%                       |                     |
# Every 100-10, and 8 % off: 200 costs 174 with the percentage first, 165.60 with the amount first
@ A programming exercise on vouchers: https://blog.csdn.net/qznjj6/article/details/132837058
tea 200    | P order: -8%                       | policy all          | 174; P 16; R 10; R times 1
           | R gift: every 100-10               |                     |
           | ; base previous                    |                     |
tea 200    | R order: every 100-10              | policy all          | 165.60; R 20; P 14.40
           | P gift: -8%                        |                     |
# One benefit for a good, different ones for different goods; a reduction beside a voucher
@ WeChat Pay, how discounts are deducted:
@ https://developers.weixin.qq.com/community/develop/article/doc/0004ce15108550d9e69ae12035b813
tea 50     | A item: 3 off each; on tea         |                     | 46; B 4; not A not_with B
           | B item: 4 off each; on tea         |                     |
tea 50     | A item: 3 off each; on tea         |                     | 93; A 3; B 4
, cake 50  | B item: 4 off each; on cake        |                     |
tea 50     | A item: 3 off each                 |                     | 42; A 3; V 5
           | V store_voucher: -5                |                     |
# Benefits on single goods first, then the shop's, then the platform's; of one kind the best
@ How the price after vouchers is computed on Taobao:
@ https://cloud.tencent.com/developer/article/2759270
tea 200    | D item: 20 off each                |                     | 130; D 20; S 20; P 30
           | S store_voucher: 150-20            |                     | not R not_with S
           | R store_voucher: 150-15            |                     |
           | P subsidy_voucher: 150-30          |                     |
# A shop's 10 % off all but drinks, the platform's 5 off on top, then 2 in points: 92, 87, 85
@ Alipay, how discounts of a face-to-face payment are computed:
@ https://developer.aliyun.com/article/710915
cake 80    | A order: -10%; except drinks       | points 200 as 100=1 | 87; A 8 = cake 8; P 5
, juice 20 | ; paid by store 100                |                     | points 2.00 (200)
           | P subsidy_voucher: -5              |                     | = cake 1.57 + juice 0.43
           | ; paid by platform 100             |                     | due 85; A paid store 8
           |                                    |                     | P paid platform 5
`);
