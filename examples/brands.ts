import type { BrandSpec } from "./owner.ts";

export const chainBrand: BrandSpec = {
  key: "chain",
  name: "示例咖啡",
  nameEn: "Example Coffee",
  timeZone: "Asia/Shanghai",
  currency: "CNY",
};

export const grocerBrand: BrandSpec = {
  key: "grocer",
  name: "示例超市",
  nameEn: "Example Grocer",
  timeZone: "America/New_York",
  currency: "USD",
};
