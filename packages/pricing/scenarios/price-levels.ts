import { table } from "./table.ts";

export const priceLevels = table("price levels", `
goods                          | offers                   | given          | pays
# The member price applies to those who have one
tea 30 member 27               | M price: member price    | segment member | 27; M 3
                               | ; segment member         |                |
tea 30 member 27               | M price: member price    |                | 30
                               | ; segment member         |                |
tea 30 member 27 x3            | M price: member price    |                | 81; M 9
tea 30, cake 12                | M price: member price    |                | 42
tea 30 member 27, cake 12      | M price: member price    |                | 39; M 3 = tea 3
# Of member and activity price the better one applies on a line
tea 30 member 27 activity 25   | M price: member price    |                | 25; F 5
                               | F price: activity price  |                | not M not_better 0
tea 30 member 24 activity 25   | M price: member price    |                | 24; M 6
                               | F price: activity price  |                | not F not_better 0
# Each line takes its own level only where the offers name different goods
tea 30 member 24               | M price: member price    |                | 33; M 6; F 3
, cake 12 activity 9           | ; on tea                 |                |
                               | F price: activity price  |                |
                               | ; on cake                |                |
# On each line the lowest level counts, whatever the other lines take
tea 30 member 24               | M price: member price    |                | 33; M 7; F 2
, cake 12 activity 9 member 11 | F price: activity price  |                |
# A flash price is the same for everyone and everything it names
tea 30, coffee 28              | F price: price 9.90      |                | 37.90; F 20.10
                               | ; on tea                 |                |
tea 30 x2, coffee 28           | F price: price 9.90      |                | 29.70; F 58.30
                               | ; on drinks              |                |
# A price above the list price gives nothing
tea 30 member 33               | M price: member price    |                | 30
                               |                          |                | not M not_better 0     
tea 8                          | F price: price 9.90      |                | 8; not F
# A level price never goes below the floor
tea 30 activity 20 floor 22    | F price: activity price  |                | 22; F 8; F floor
tea 30 activity 20 floor 22 x2 | F price: activity price  |                | 44; F 16
# A discount on single goods joins the price level and is taken from it
tea 30 member 27               | M price: member price    |                | 24.30; M 3; D 2.70
                               | D item: 10% off each     |                |
# Percent and amount off each unit
tea 30 x2                      | D item: 15% off each     |                | 51; D 9
tea 9.99                       | D item: 15% off each     |                | 8.49; D 1.50
tea 30 x2                      | D item: 4 off each       |                | 52; D 8
tea 3 x2                       | D item: 4 off each       |                | 0; D 6
tea 30 x5                      | D item: 4 off each       |                | 142; D 8
                               | ; max 2                  |                |
# At most so many units: the dearest ones
tea 30, coffee 40              | D item: 50% off each     |                | 50; D 20 = coffee 20
                               | ; max 1                  |                |
tea 30 x2, coffee 40           | D item: 50% off each     |                | 65; D 35
                               | ; max 2                  |                |
# Two benefits on single goods do not meet on a line; the better one applies
tea 30                         | D item: 10% off each     |                | 26; E 4
                               | E item: 4 off each       |                | not D not_with E
tea 30, cake 12                | D item: 10% off each     |                | 35; D 3; E 4
                               | ; on tea                 |                |
                               | E item: 4 off each       |                |
                               | ; on cake                |                |
# A tie goes to the older offer
tea 30                         | D item: 3 off each       |                | 27; E 3; not D
                               | ; since 2                |                |
                               | E item: 10% off each     |                |
                               | ; since 1                |                |
`);
