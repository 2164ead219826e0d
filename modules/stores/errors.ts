import { defineErrors } from "#platform/errors.ts";

export const storesErrors = defineErrors("stores", {
  store_sells_nothing: {
    status: 409,
    zh: { title: "{where}是体验店，不销售商品", next: "可在线付款后到店自提，或到销售门店购买。" },
    en: {
      title: "{where} shows and serves, but sells nothing",
      next: "Pay online and collect here, or buy at a store that sells.",
    },
  },
  store_not_found: {
    status: 404,
    zh: { title: "没有这家门店", next: "请检查门店编号，或从附近门店中选择。" },
    en: { title: "There is no such store", next: "Check the store's code or choose one nearby." },
  },
  store_closed: {
    status: 410,
    zh: { title: "{name} 已停止营业", next: "请从附近门店中选择。" },
    en: { title: "{name} has closed for good", next: "Choose a store nearby." },
  },
  store_code_taken: {
    status: 409,
    zh: { title: "门店编号或外部编号已被使用：{code}", next: "请换一个编号。" },
    en: { title: "The code is already in use: {code}", next: "Use another code." },
  },
  store_code_fixed: {
    status: 409,
    zh: { title: "该外部编号的门店编号已是 {code}，不能更改", next: "请改回原编号。" },
    en: { title: "The store's code is {code} and cannot change", next: "Use that code." },
  },
  store_code_invalid: {
    status: 400,
    zh: { title: "门店编号不符合要求：{given}", next: "用 1–32 位字母、数字、- 或 _，首位为字母或数字。" },
    en: {
      title: "The store's code is not usable: {given}",
      next: "Use 1–32 letters, digits, - or _, beginning with a letter or digit.",
    },
  },
  store_name_invalid: {
    status: 400,
    zh: { title: "缺少门店名称", next: "请填写门店名称。" },
    en: { title: "The store's name is missing", next: "Enter the store's name." },
  },
  store_field_too_long: {
    status: 400,
    zh: { title: "{field} 超过 {most} 个字符", next: "请缩短后重试。" },
    en: { title: "{field} is longer than {most} characters", next: "Shorten it and try again." },
  },
  store_role_invalid: {
    status: 400,
    zh: { title: "没有这种门店角色：{given}", next: "可用：sales、experience、flagship、pickup。" },
    en: {
      title: "There is no such role: {given}",
      next: "Use sales, experience, flagship or pickup.",
    },
  },
  store_position_invalid: {
    status: 400,
    zh: {
      title: "坐标不可用：{given}",
      next: "请给出经纬度（度）及其坐标系 WGS-84、GCJ-02 或 BD-09；不知道就都留空。",
    },
    en: {
      title: "The position is not usable: {given}",
      next: "Give degrees and their system (WGS-84, GCJ-02 or BD-09), or leave all three empty.",
    },
  },
  store_hours_invalid: {
    status: 400,
    zh: { title: "营业时间不可用：{given}", next: "同一天的时段不能重叠，打烊最晚到次日 24:00。" },
    en: {
      title: "The opening hours are not usable: {given}",
      next: "Spans of a day may not overlap; they end by midnight of the next day.",
    },
  },
  store_area_invalid: {
    status: 400,
    zh: { title: "面积不可用：{given}", next: "请填写大于 0 的平方米数。" },
    en: { title: "The area is not usable: {given}", next: "Give square metres above 0." },
  },
  store_parent_unknown: {
    status: 400,
    zh: { title: "没有上级机构：{given}", next: "请先建立该机构，或留空放在集团下。" },
    en: {
      title: "There is no parent unit {given}",
      next: "Create it first, or leave the column empty for the group.",
    },
  },
  store_parent_not_permitted: {
    status: 403,
    zh: { title: "您不能在机构 {given} 下管理门店", next: "请联系上级机构的管理员授权。" },
    en: {
      title: "You may not manage stores below {given}",
      next: "Ask an operator of that unit for the right.",
    },
  },
});
