/** What can be booked at the tea chain, and who comes. Made up, like the chain itself. */

interface DemoResource {
  readonly store: string;
  readonly kind: "staff" | "room" | "chair";
  readonly name: string;
  readonly nameEn: string;
  readonly services: readonly string[];
  readonly capacity?: number;
}

export const bookable = [
  {
    key: "taste",
    name: "茶艺体验",
    nameEn: "Tea tasting with a master",
    about: "茶艺师陪您认识三款茶，一桌最多四位。",
    aboutEn: "Three teas with a tea master, four people at a table.",
    deposit: "DEP-TASTE",
    needs: ["staff", "room"],
    durationMin: 60,
    afterMin: 15,
    capacity: 4,
    priceMinor: 9_800,
  },
  {
    key: "pick",
    name: "选茶顾问",
    nameEn: "Help with choosing a tea",
    about: "二十分钟，试两泡，带走适合您的茶。",
    aboutEn: "Twenty minutes, two teas, and the one that suits you.",
    deposit: null,
    needs: ["staff"],
    durationMin: 20,
    afterMin: 0,
    capacity: 2,
    priceMinor: null,
  },
  {
    key: "night",
    name: "夜茶座位",
    nameEn: "A seat for late tea",
    about: "临街八席，坐到凌晨两点。",
    aboutEn: "Eight seats by the street, until two in the morning.",
    deposit: null,
    needs: ["chair"],
    durationMin: 90,
    afterMin: 0,
    capacity: 4,
    priceMinor: null,
  },
] as const;

export const resources: readonly DemoResource[] = [
  {
    store: "hz01", kind: "staff", name: "沈知秋", nameEn: "Shen Zhiqiu",
    services: ["taste", "pick"],
  },
  {
    store: "hz01", kind: "staff", name: "陆溪", nameEn: "Lu Xi", services: ["taste", "pick"],
  },
  { store: "hz01", kind: "room", name: "竹间", nameEn: "Bamboo room", services: ["taste"] },
  { store: "hz01", kind: "room", name: "松间", nameEn: "Pine room", services: ["taste"] },
  {
    store: "hz06", kind: "chair", name: "临街座", nameEn: "By the street", services: ["night"],
    capacity: 8,
  },
];

/** Today's calendar at the first store: clock, what for, who, how many. */
export const today = [
  ["09:30", "pick", "何女士", 1],
  ["10:00", "taste", "林女士", 2],
  ["11:00", "taste", "周先生", 3],
  ["13:30", "taste", "吴先生", 2],
  ["14:00", "pick", "钱女士", 1],
  ["15:30", "taste", "郑女士", 4],
  ["16:00", "pick", "冯先生", 1],
  ["17:00", "taste", "褚女士", 2],
  ["18:30", "taste", "卫先生", 2],
  ["19:00", "pick", "蒋女士", 1],
  ["20:00", "taste", "沈先生", 4],
] as const;

/** A usual day before: clock, what for, minutes until served; walk-ins wait longer. */
export const usual = {
  booked: [
    ["10:30", "taste", 2], ["14:30", "taste", 4], ["16:30", "pick", 1],
  ],
  walkIns: [["12:10", "pick", 14], ["17:40", "pick", 22]],
} as const;
