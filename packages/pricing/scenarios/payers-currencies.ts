import { table } from "./table.ts";

export const payersAndCurrencies = table("payers and currencies", `
goods                | offers                               | given             | pays
# Who bears a benefit, to the cent
tea 100              | O order: 100-20; paid by store 100   |                   | 80; O 20
                     |                                      |                   | O paid store 20
tea 100              | O order: 100-20                      |                   | 80; O 20
                     | ; paid by group 50 + store 50        |                   | O paid group 10
                     |                                      |                   | + store 10
tea 100              | O order: 100-9.99                    |                   | 90.01; O 9.99
                     | ; paid by group 50 + store 50        |                   | O paid group 5.00
                     |                                      |                   | + store 4.99
tea 100              | O order: 100-10                      |                   | 90; O 10
                     | ; paid by group 33.33 + region 33.33 |                   | O paid group 3.33
                     | + store 33.34                        |                   | + region 3.33
                     |                                      |                   | + store 3.34
tea 100              | O order: 100-0.01                    |                   | 99.99; O 0.01
                     | ; paid by platform 40 + supplier 60  |                   | O paid platform 0
                     |                                      |                   | + supplier 0.01
tea 60, delivery 8   | L delivery: free delivery            |                   | 60; L 8
                     | ; paid by platform 25 + store 75     |                   | L paid platform 2
                     |                                      |                   | + store 6
tea 100 floor 85     | O order: 100-20                      |                   | 85; O 15
                     | ; paid by group 50 + store 50        |                   | O paid group 7.50
                     |                                      |                   | + store 7.50
tea 100              | G gift: 100 gift 1 cup worth 8       |                   | 100; G
                     | ; paid by supplier 100               |                   | G paid supplier 0
# Yen have no minor unit
tea 1000             | O order: 1000-15%                    | JPY               | 850; O 150
tea 999              | O order: -15%                        | JPY               | 849; O 150
tea 333, cake 333    | O order: -100                        | JPY               | 899
, cup 333            |                                      |                   | O 100 = tea 33
                     |                                      |                   | + cake 34 + cup 33
tea 101 x2           | N item: every 2nd -50%               | JPY               | 151; N 51
tea 500              | O order: 500-1                       | JPY               | 499; O 1
                     | ; paid by group 50 + store 50        |                   | O paid group 1
                     |                                      |                   | + store 0
tea 1000             |                                      | JPY               | 1000
                     |                                      | points 55 as 10=1 | points 5 (50)
                     |                                      |                   | due 995
# Dinars have three digits
tea 1.000            | O order: -0.333                      | KWD               | 0.667; O 0.333
tea 1.999            | O order: -15%                        | KWD               | 1.699; O 0.300
tea 0.100            | O order: -0.100                      | KWD               | 0.200
, cake 0.100         |                                      |                   | O 0.100
, cup 0.100          |                                      |                   | = tea 0.033
                     |                                      |                   | + cake 0.034
                     |                                      |                   | + cup 0.033
# Amounts near the largest a number holds stay exact
tea 9000000000000 x2 | O order: -33.33%                     |                   | 12000600000000
                     |                                      |                   | O 5999400000000
tea 9999999999999.99 | O order: -0.01                       |                   | 9999999999999.98
                     | ; paid by group 33 + store 67        |                   | O 0.01
`);
