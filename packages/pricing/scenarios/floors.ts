import { table } from "./table.ts";

export const floors = table("floors", `
goods                | offers                             | given         | pays
# Nothing is sold below its floor: the reduction ends there
tea 100 floor 70     | O order: 100-50                    |               | 70; O 30; O floor
tea 100 floor 70     | D item: 40% off each               |               | 70; D 30; D floor
tea 100 floor 70     | V store_voucher: 50-20             |               | 80; V 20; V no limit
tea 100 floor 70 x2  | O order: 100-70                    |               | 140; O 60; O floor
# List 100, floor 70: what would be 65 is 70
tea 100 floor 70     | O order: 100-20                    |               | 70; O 20; V 10; V floor
                     | V store_voucher: 50-15             |               |
tea 100 floor 70     | O order: 100-20                    | ignore floors | 65; O 20; V 15
                     | V store_voucher: 50-15             |               |
# What one line cannot take is split among the others
tea 100 floor 95     | O order: 200-50                    |               | 150
, cake 100           |                                    |               | O 50 = tea 5 + cake 45
tea 100 floor 95     | O order: 200-50                    |               | 185; O 15; O floor
, cake 100 floor 90  |                                    |               |
tea 100 floor 100    | O order: 100-30                    |               | 120; O 30 = cake 30
, cake 50            |                                    |               |
tea 40 floor 35      | O order: 100-30                    |               | 70
, cake 30 floor 20   |                                    |               | O 30 = tea 5 + cake 10
, cup 30             |                                    |               | + cup 15
# A floor above the list price: nothing can be taken
tea 100 floor 120    | O order: 100-50                    |               | 100
                     |                                    |               | not O nothing_left floor
# A line at its floor leaves nothing for the next offer
tea 100 floor 80     | O order: 100-20                    |               | 80; O 20
                     | V store_voucher: 50-15             |               | not V nothing_left floor
# Item benefits stop at the floor of the line
tea 30 floor 25 x2   | N item: every 2nd -50%             |               | 50; N 10; N floor
tea 30 floor 20 x3   | B item: buy 2 get 1 free           |               | 60; B 30; B no limit
tea 30 floor 25 x3   | B item: buy 2 get 1 free           |               | 75; B 15; B floor
tea 30 floor 28      | P item: bundle 1 tea + 1 cup for 50 |               | 50
, cup 40             |                                    |               | P 20 = tea 2 + cup 18
tea 30 floor 12      | X category_voucher: swap 1 for 0   |               | 12; X 18; X floor
                     | ; on tea                           |               |
# Never below zero
tea 3, cake 2        | O order: -8                        |               | 0; O 5; O zero
tea 3                | O order: -2                        |               | 0; O 2; V 1; V zero
                     | V store_voucher: -2                |               |
tea 3                | D item: 100% off each              |               | 0; D 3; D no limit
                     | V store_voucher: -2                |               | not V nothing_left zero
tea 0                | O order: -2                        |               | 0
                     |                                    |               | not O nothing_left zero
# Delivery has no floor but zero
tea 60, delivery 5   | L delivery: 50 delivery-8          |               | 60; L 5; delivery 0
`);
