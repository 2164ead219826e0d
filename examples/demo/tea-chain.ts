/**
 * A fictional tea chain. Names, people and addresses are made up; cities and their positions are
 * real, so that distances look right. Everything here is sample data and is marked as such.
 */

export interface DemoStore {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly role: "sales" | "experience" | "flagship" | "pickup";
  readonly address: string;
  /** GCJ-02, as Chinese maps give it. */
  readonly latitude: number;
  readonly longitude: number;
  readonly areaM2: number;
  readonly opens: string;
  readonly closes: string;
}

export interface DemoCity {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly stores: readonly DemoStore[];
}

export interface DemoProvince {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly cities: readonly DemoCity[];
}

type Row = readonly [
  code: string,
  name: string,
  nameEn: string,
  role: DemoStore["role"],
  address: string,
  latitude: number,
  longitude: number,
  areaM2: number,
  hours?: readonly [string, string],
];

const store = ([code, name, nameEn, role, address, latitude, longitude, areaM2, hours]: Row) => ({
  code,
  name,
  nameEn,
  role,
  address,
  latitude,
  longitude,
  areaM2,
  opens: hours?.[0] ?? "09:30",
  closes: hours?.[1] ?? "22:00",
});

export const brandName = { zh: "山间茶事", en: "Hillside Tea" } as const;
export const accentColor = "#B4532A";

export const provinces: readonly DemoProvince[] = [
  {
    code: "zj",
    name: "浙江",
    nameEn: "Zhejiang",
    cities: [
      {
        code: "hz",
        name: "杭州",
        nameEn: "Hangzhou",
        stores: (
          [
            [
              "hz01", "湖滨旗舰店", "Lakeside Flagship", "flagship",
              "上城区柳荫路 18 号", 30.2526, 120.1643, 320,
            ],
            ["hz02", "城西店", "West Side", "sales", "西湖区竹溪路 66 号", 30.2894, 120.1061, 90],
            ["hz03", "钱江店", "Riverfront", "sales", "上城区江月路 203 号", 30.2441, 120.2108, 110],
            [
              "hz04", "龙坞体验店", "Tea Hill Experience", "experience",
              "西湖区茶坞村 9 号", 30.1873, 120.0471, 260, ["10:00", "18:00"],
            ],
            ["hz05", "滨江店", "South Bank", "sales", "滨江区云栖街 12 号", 30.2084, 120.2117, 85],
            [
              "hz06", "武林夜店", "Wulin Late", "sales", "拱墅区青石巷 3 号",
              30.2741, 120.1632, 70, ["16:00", "02:00"],
            ],
            [
              "hz07", "东站提货点", "East Station Pickup", "pickup",
              "上城区通达路 1 号", 30.2908, 120.2126, 30, ["06:30", "23:00"],
            ],
          ] as const
        ).map(store),
      },
      {
        code: "nb",
        name: "宁波",
        nameEn: "Ningbo",
        stores: (
          [
            ["nb01", "三江口店", "Three Rivers", "sales", "海曙区望潮路 27 号", 29.8757, 121.5536, 120],
            ["nb02", "东部新城店", "New East", "sales", "鄞州区海晏路 88 号", 29.8683, 121.6205, 95],
            [
              "nb03", "老外滩体验店", "Old Bund Experience", "experience",
              "江北区灯塔路 5 号", 29.8836, 121.5583, 180, ["10:00", "20:00"],
            ],
            ["nb04", "南塘店", "South Pond", "sales", "海曙区南塘街 41 号", 29.8586, 121.5395, 75],
            [
              "nb05", "机场提货点", "Airport Pickup", "pickup", "海曙区航站路 2 号",
              29.8206, 121.4622, 24, ["06:00", "23:30"],
            ],
          ] as const
        ).map(store),
      },
    ],
  },
  {
    code: "js",
    name: "江苏",
    nameEn: "Jiangsu",
    cities: [
      {
        code: "nj",
        name: "南京",
        nameEn: "Nanjing",
        stores: (
          [
            ["nj01", "新街口店", "Crossroads", "flagship", "玄武区梧桐路 100 号", 32.0418, 118.7842, 240],
            ["nj02", "河西店", "West Bank", "sales", "建邺区云帆路 15 号", 32.0061, 118.7334, 100],
            [
              "nj03", "老门东体验店", "Old Gate Experience", "experience",
              "秦淮区箍桶巷 22 号", 32.0142, 118.7871, 150, ["10:00", "21:00"],
            ],
            ["nj04", "仙林店", "Xianlin", "sales", "栖霞区学海路 8 号", 32.1026, 118.9138, 80],
            ["nj05", "江宁店", "Jiangning", "sales", "江宁区百家湖路 50 号", 31.9431, 118.8284, 92],
            [
              "nj06", "南站提货点", "South Station Pickup", "pickup",
              "雨花台区站前路 6 号", 31.9709, 118.7971, 28, ["06:30", "23:00"],
            ],
          ] as const
        ).map(store),
      },
      {
        code: "sz",
        name: "苏州",
        nameEn: "Suzhou",
        stores: (
          [
            ["sz01", "平江店", "Old Canal", "sales", "姑苏区青石河 31 号", 31.3135, 120.6341, 88],
            ["sz02", "湖东店", "East Lake", "sales", "工业园区月洲街 19 号", 31.3188, 120.7243, 130],
            ["sz03", "狮山店", "Lion Hill", "sales", "虎丘区玉山路 7 号", 31.2972, 120.5617, 76],
            [
              "sz04", "太湖体验店", "Great Lake Experience", "experience",
              "吴中区碧螺路 3 号", 31.0811, 120.4093, 300, ["10:00", "18:00"],
            ],
            ["sz05", "相城店", "Xiangcheng", "sales", "相城区春申路 60 号", 31.3693, 120.6432, 82],
            [
              "sz06", "观前夜店", "Temple Street Late", "sales",
              "姑苏区观巷 14 号", 31.3104, 120.6259, 64, ["17:00", "01:30"],
            ],
          ] as const
        ).map(store),
      },
    ],
  },
];

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly role: "owner" | "operator" | "store_manager" | "guide" | "analyst";
  /** Code of the unit; "" is the group. */
  readonly unit: string;
}

export const people: readonly DemoPerson[] = [
  { email: "boss@demo.bihuan", name: "林山", zh: "老板", en: "owner", role: "owner", unit: "" },
  {
    email: "city@demo.bihuan", name: "周溪", zh: "杭州城市运营",
    en: "Hangzhou operator", role: "operator", unit: "hz",
  },
  {
    email: "store@demo.bihuan", name: "陈禾", zh: "湖滨店长",
    en: "store manager", role: "store_manager", unit: "hz01",
  },
  {
    email: "guide@demo.bihuan", name: "许青", zh: "湖滨导购",
    en: "store guide", role: "guide", unit: "hz01",
  },
];

export const demoPassword = "bihuan-demo";
