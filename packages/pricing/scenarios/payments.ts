import { table } from "./table.ts";

export const payments = table("payments", `
goods        | offers           | given                               | pays
# Points pay after all benefits, in whole steps
tea 60       |                  | points 550 as 100=1                 | 60; points 5.00 (500)
             |                  |                                     | due 55
tea 60       |                  | points 550 as 100=1 use 350         | 60; points 3.00 (300)
             |                  |                                     | due 57
tea 60       |                  | points 99 as 100=1                  | 60; points 0 (0); due 60
tea 60       |                  | points 550 as 1=0.01                | 60; points 5.50 (550)
             |                  |                                     | due 54.50
tea 60       |                  | points 5000 as 100=1 use 99999      | 60; points 50.00 (5000)
             |                  |                                     | due 10
# Never more than the goods cost; freight is not paid with points
tea 3.50     |                  | points 900 as 100=1                 | 3.50; points 3.00 (300)
             |                  |                                     | due 0.50
tea 3        |                  | points 9000 as 100=1                | 11; points 3.00 (300); due 8
, delivery 8 |                  |                                     |
# A cap as a share of the goods, and as an amount
tea 60       |                  | points 9000 as 100=1 cap 50%        | 60; points 30.00 (3000)
             |                  |                                     | due 30
tea 61.99    |                  | points 9000 as 100=1 cap 50%        | 61.99; points 30.00 (3000)
             |                  |                                     | due 31.99
tea 60       |                  | points 9000 as 100=1 cap 20         | 60; points 20.00 (2000)
             |                  |                                     | due 40
tea 60       |                  | points 9000 as 100=1 cap 20.50      | 60; points 20.00 (2000)
             |                  |                                     | due 40
tea 60       |                  | points 9000 as 100=1 cap 10% cap 20 | 60; points 6.00 (600)
             |                  |                                     | due 54
# The cap is of what is left after the benefits
tea 100      | O order: 100-20  | points 9000 as 100=1 cap 50%        | 80; O 20
             |                  |                                     | points 40.00 (4000); due 40
# What points pay is split to the lines
tea 30       |                  | points 1000 as 100=1                | 90
, cake 60    |                  |                                     | points 10.00 (1000)
             |                  |                                     | = tea 3.33 + cake 6.67
tea 30       |                  | points 1 as 1=0.01                  | 60
, cake 30    |                  |                                     | points 0.01 (1) = cake 0.01
# Stored value is a payment, no discount
tea 60       |                  | stored value 20                     | 60; stored value 20; due 40
tea 60       |                  | stored value 100                    | 60; stored value 60; due 0
tea 60       |                  | stored value 100                    | 68; stored value 68; due 0
, delivery 8 |                  |                                     |
tea 60       |                  | stored value 100                    | 60; points 5.00 (500)
             |                  | points 500 as 100=1                 | stored value 55; due 0
tea 60       |                  | stored value 30                     | 60; points 5.00 (500)
             |                  | points 500 as 100=1                 | stored value 30; due 25
# Who pays points does not change which offers apply
tea 100      | O order: 100-20  | points 9000 as 100=1 use 1000       | 80; O 20; due 70
             | ; base previous  |                                     |
`);
