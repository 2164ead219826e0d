import { table } from "./table.ts";

export const explanations = table("explanations", `
goods    | offers                       | given           | pays
# The first reason that holds is said
tea 60   | V store_voucher: 100-5       | explain all     | 60; not V no_voucher
         | ; held 0; store s1           |                 |
tea 60   | V store_voucher: 100-5       | explain all     | 60; not V ended
         | ; to day 0; store s1         |                 |
tea 60   | V store_voucher: 100-5       | explain all     | 60; not V not_at_store
         | ; store s1; channel h1       |                 |
tea 60   | O order: 100-5; channel h1   | explain all     | 60; not O not_in_channel
         | ; segment vip                |                 |
tea 60   | O order: 100-5; segment vip  | explain all     | 60; not O not_in_segment
         | ; first order                |                 |
tea 60   | O order: 100-5; weekdays 1   |                 | 60; not O not_today
         | ; hours 1-2                  |                 |
tea 60   | O order: 100-5; hours 1-2    |                 | 60; not O not_now
tea 60   | O order: 100-5; hours 1-2    | choose          | 60; not O not_chosen
# Not with: it is apart from what applies; missing money is said first
tea 200  | A order: 200-40              |                 | 160; A 40; not B below_amount 100
         | B order: 300-60              |                 |
tea 200  | A order: 200-40              |                 | 160; A 40; not B not_with A
         | B order: 100-30              |                 |
tea 200  | A order: 200-40; group g     |                 | 160; A 40; not B not_with A
         | B store_voucher: 100-30      |                 |
         | ; group g                    |                 |
# Not better: it could apply, but costs more together with what follows from it
tea 100  | D item: 5 off each           |                 | 80; O 20; not D not_better 15
         | O order: 100-20              |                 |
# Left out without explain all: what cannot concern this cart
tea 60   | O order: 50-5; on bakery     |                 | 60; no reason for O
tea 60   | O order: 50-5; store s9      |                 | 60; no reason for O
tea 60   | O order: 50-5; segment vip   |                 | 60; no reason for O
# The member's own choice: only what is named applies
tea 200  | A order: 200-40              | choose B S      | 160; B 30; S 10; not A not_chosen
         | B order: 100-30              |                 |
         | S store_voucher: 100-10      |                 |
tea 200  | A order: 200-40              | choose          | 200; not A not_chosen; not S not_chosen
         | S store_voucher: 100-10      |                 |
tea 200  | A order: 200-40              | choose A B      | 160; A 40; not B not_with A
         | B order: 100-30              |                 |
tea 200  | S store_voucher: 100-10      | choose S-2      | 190; S-2 10
         | ; held 2                     |                 |
tea 40   | A order: 100-40              | choose A        | 40; not A below_amount 60
# The next step to a tier (凑单)
tea 90   | O order: 100-20              |                 | 90; next O 10
tea 150  | O order: 100-20 / 200-50     |                 | 130; O 20; next O 50
tea 200  | O order: 100-20 / 200-50     |                 | 150; O 50; no next O
tea 30   | O order: 2pcs-10%            |                 | 30; next O 1pcs
tea 90   | O order: 100-20              | suggest cake 12 | 90
         |                              |                 | next O 10 add cake x1 costs -8 worth 12
tea 90   | O order: 100-20              | suggest cake 5  | 90
         |                              |                 | next O 10 add cake x2 costs -10 worth 10
tea 90   | O order: 100-20              | suggest cup 40  | 90; next O 10 add cake x1 costs -8
         |                              | suggest cake 12 |
tea 90   | L delivery: 100 free delivery | suggest cake 12 | 98; next L 10 add cake x1 costs 4
, delivery 8 |                              |                 |
`);
