/** What the tea chain does as a place: a stamp card, tea for guests, a certificate. Made up. */

export const stampCard = { name: "山间集点卡", nameEn: "Hillside stamp card", needed: 10 } as const;

/** The tenth stamp. */
export const stampReward = {
  name: "茶点一份", nameEn: "A tea cake", audience: "granted", per: "year", validDays: 60,
} as const;

/** Whoever comes from another city is a guest: no purchase. */
export const guestTea = {
  name: "外地会员请喝茶", nameEn: "Tea for guests from afar", audience: "out_of_town", per: "year",
  validDays: 30,
} as const;

export const guestCities = ["上海", "北京", "广州", "成都", "武汉"] as const;

/** Days before today on which guests came, at each experience store. */
export const guestVisits: Readonly<Record<string, readonly number[]>> = {
  hz04: [19, 17, 16, 14, 12, 11, 9, 8, 6, 5, 4, 3, 2, 1],
  nb03: [18, 15, 13, 9, 7, 4, 2],
  nj03: [20, 16, 12, 10, 6, 5, 3, 1],
  sz04: [14, 8, 3],
};

/** What guests order from home, to be paid at the door, and how long after. */
export const orderedAfter = [
  { goods: "TIN-LJ50", days: 2 }, null, { goods: "CAKE-MC", days: 4 }, null, null,
] as const;

/** Visits of members who collect stamps at the first store, days before today. */
export const stampVisits: readonly (readonly number[])[] = [
  [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
  [10, 8, 6, 4, 2], [9, 6, 3], [7, 1], [5], [4], [3, 2],
];

export const certificate = {
  code: "BUSH-1", name: "茶树认养证书", nameEn: "Tea bush certificate", category: "茶山",
  details: "认养一株茶树，网上申请，门店核对后出具证书，任一门店可打印。",
  detailsEn: "Adopt a tea bush: apply online, the certificate is printed in any store.",
} as const;

const asks = { labelEn: null, required: true, choices: [] };

export const certificateForm = {
  fields: [
    { ...asks, key: "name", kind: "text" as const, label: "姓名", labelEn: "Name" },
    { ...asks, key: "phone", kind: "phone" as const, label: "手机号", labelEn: "Phone" },
    {
      ...asks, key: "hill", kind: "choice" as const, label: "茶山", labelEn: "Hill",
      choices: [
        { label: "龙坞", labelEn: "Longwu" }, { label: "梅家坞", labelEn: "Meijiawu" },
      ],
    },
  ],
  template: "兹证明 {name} 认养{hill}茶山茶树一株。\n\n{result}\n\n编号 {number}\n{store}\n{day}",
  templateEn:
    "{name} has adopted a tea bush on the hill of {hill}.\n\n{result}\n\n" +
    "No. {number}\n{store}\n{day}",
  keepDays: 180,
  active: true,
};

/** Who applied, how many days ago, and how far it has come. */
export const applicants = [
  { name: "顾清和", phone: "13900000121", hill: "龙坞", days: 6, came: "printed" },
  { name: "许知夏", phone: "13900000122", hill: "梅家坞", days: 3, came: "returned" },
  { name: "唐亦安", phone: "13900000123", hill: "龙坞", days: 2, came: "accepted" },
  { name: "魏以宁", phone: "13900000124", hill: "梅家坞", days: 0, came: "submitted" },
] as const;
