import { table } from "./table.ts";

export const vouchers = table("vouchers", `
goods            | offers                               | given              | pays
# A voucher applies when the member holds one
tea 60           | V store_voucher: 50-5                |                    | 55; V 5
tea 60           | V store_voucher: 50-5; held 0        |                    | 60; no reason for V
tea 60           | V store_voucher: 50-5; held 0        | explain all        | 60; not V no_voucher
tea 60           | V store_voucher: 50-5; uses 0        | explain all        | 60
                 |                                      |                    | not V voucher_used_up
tea 60           | V store_voucher: 50-5; expires 1     |                    | 55; V 5
tea 60           | V store_voucher: 50-5; expires 0     | explain all        | 60; not V
tea 40           | V store_voucher: 50-5                |                    | 40
                 |                                      |                    | not V below_amount 10
# Of two equal vouchers one is used
tea 60           | V store_voucher: 50-5; held 2        |                    | 55; V-1 5
# Two a time where the offer allows it
tea 60           | V store_voucher: 50-5; held 3        |                    | 50; V-1 5; V-2 5
                 | ; per order 2                        |                    |
tea 60           | V store_voucher: 50-5; held 1        |                    | 55; V-1 5
                 | ; per order 2                        |                    |
# Percent with a cap (八折券最高减 50)
tea 200          | V store_voucher: -20% max 50         |                    | 160; V 40; V no limit
tea 300          | V store_voucher: -20% max 50         |                    | 250; V 50; V cap
# Exchange: a right to one of the goods
tea 30, cake 12  | X category_voucher: swap 1 for 0     |                    | 12; X 30 = tea 30
                 | ; on drinks                          |                    |
tea 30           | X category_voucher: swap 1 for 0     |                    | 30; X 35 = coffee 35
, coffee 35      | ; on drinks                          |                    |
tea 30 x2        | X category_voucher: swap 1 for 9.90  |                    | 39.90; X 20.10
                 | ; on tea                             |                    |
tea 8            | X category_voucher: swap 1 for 9.90  |                    | 8; not X
                 | ; on tea                             |                    |
tea 30 x3        | X category_voucher: swap 2 for 0     |                    | 30; X 60
                 | ; on tea                             |                    |
# An exchange voucher takes what is left of the price
tea 30 member 20 | M price: member price                |                    | 0; X 30
                 | X category_voucher: swap 1 for 0     |                    | not M not_better 0
                 | ; on tea                             |                    |
# A delivery voucher
tea 60           | V store_voucher: free delivery       |                    | 60; V 8; delivery 0
, delivery 8     |                                      |                    |
tea 60           | V store_voucher: free delivery       |                    | 60; not V
# Scopes by brand, tag, category, product
tea 60, juice 60 | V store_voucher: 50-5; on brand Bei  |                    | 115; V 5 = juice 5
tea 60, juice 60 | V store_voucher: 50-5; on tag hot    |                    | 115; V 5 = tea 5
tea 60, juice 60 | V store_voucher: 50-5; on tea        |                    | 115; V 5 = tea 5
tea 60, juice 60 | V store_voucher: 100-5; on drinks    |                    | 120
                 | ; except juice                       |                    | not V below_amount 40
# Store, channel, segment, first order
tea 60           | V store_voucher: 50-5; store s1 s2   | store s1           | 55; V 5
tea 60           | V store_voucher: 50-5; store s1 s2   | store s3           | 60
                 |                                      | explain all        | not V not_at_store
tea 60           | V store_voucher: 50-5; store s1      | explain all        | 60
                 |                                      |                    | not V not_at_store
tea 60           | V store_voucher: 50-5; channel h1    | channel h1         | 55; V 5
tea 60           | V store_voucher: 50-5; channel h1    | channel h2         | 60
                 |                                      | explain all        | not V not_in_channel
tea 60           | O order: 50-5; segment vip gold      | segment member gold | 55; O 5
tea 60           | O order: 50-5; segment vip           | segment member     | 60
                 |                                      | explain all        | not O not_in_segment
tea 60           | O order: 50-5; first order           | first order        | 55; O 5
tea 60           | O order: 50-5; first order           | later order        | 60
                 |                                      | explain all        | not O not_first_order
tea 60           | O order: 50-5; first order           | explain all        | 60
                 |                                      |                    | not O not_first_order
# Weekday and time of day; happy hour past midnight
tea 60           | O order: 50-5; weekdays 6 7          | sunday             | 55; O 5
tea 60           | O order: 50-5; weekdays 6 7          | monday             | 60; not O not_today
tea 60           | O order: 50-5; hours 14-17           | at 14:00           | 55; O 5
tea 60           | O order: 50-5; hours 14-17           | at 17:00           | 60; not O not_now
tea 60           | O order: 50-5; hours 22-2            | at 23:30           | 55; O 5
tea 60           | O order: 50-5; hours 22-2            | at 01:59           | 55; O 5
tea 60           | O order: 50-5; hours 22-2            | at 02:00           | 60; not O not_now
# From and to: half-open
tea 60           | O order: 50-5; from day 0            |                    | 55; O 5
tea 60           | O order: 50-5; from day 1            |                    | 60; not O not_started
tea 60           | O order: 50-5; to day 1              |                    | 55; O 5
tea 60           | O order: 50-5; to day 0              |                    | 60; not O ended
`);
