import { table } from "./table.ts";

export const bases = table("bases", `
goods              | offers                                     | given | pays
# 95 after the benefit on single goods: on which base is 100 reached?
tea 100            | D item: 5 off each                         |       | 75; D 5; O 20; O base 100
                   | O order: 100-20; base initial              |       |
tea 105            | D item: 5 off each                         |       | 80; D 5; O 20; O base 100
                   | O order: 100-20; base items                |       |
# One of the two: what saves more
tea 100            | D item: 5 off each                         |       | 80; O 20
                   | O order: 100-20; base items                |       | not D not_better 15
# After items is the same for all that come later; after previous shrinks with each
tea 110            | O order: 100-20                            |       | 80; O 20; V 10; V base 110
                   | V store_voucher: 100-10                    |       |
tea 110            | O order: 100-20                            |       | 90; O 20
                   | V store_voucher: 100-10; base previous     |       | not V below_amount 10
tea 120            | O order: 100-20                            |       | 90; O 20; V 10; V base 100
                   | V store_voucher: 100-10; base previous     |       |
# The voucher alone is worth more than the reduction that would starve it
tea 110            | O order: 100-5                             |       | 80; V 30; not O
                   | V store_voucher: 110-30; base previous     |       |
# A percentage of the initial amount, of what item benefits left, of what everything left
tea 200            | D item: 50 off each                        |       | 115; D 50; O 20; V 15
                   | O order: -20                               |       |
                   | V store_voucher: -10%; percent of items    |       |
tea 200            | D item: 50 off each                        |       | 110; D 50; O 20; V 20
                   | O order: -20                               |       |
                   | V store_voucher: -10%; percent of initial  |       |
tea 200            | D item: 50 off each                        |       | 117; D 50; O 20; V 13
                   | O order: -20                               |       |
                   | V store_voucher: -10%                      |       |
# A price level counts as a benefit on single goods
tea 110 member 99  | M price: member price                      |       | 90; O 20
                   | O order: 100-20                            |       | not M not_better 9
tea 130 member 110 | M price: member price                      |       | 90; M 20; O 20; O base 110
                   | O order: 100-20                            |       |
# The base is that of the offer's own goods
tea 90, cake 30    | O order: 100-20                            |       | 95; O 20; V 5; V base 90
                   | V category_voucher: 80-5; on drinks        |       |
tea 79, cake 41    | O order: 100-20                            |       | 100; O 20
                   | V category_voucher: 80-5; on drinks        |       | not V below_amount 1
# Bases of an add-on
tea 60, cake 12    | D item: 15 off each; on tea                |       | 50; D 15; A 7; A base 60
                   | A item: from 50 add cake at 5              |       |
                   | ; base initial; always                     |       |
`);
