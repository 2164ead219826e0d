import { defineErrors } from "#platform/errors.ts";

export const catalogueErrors = defineErrors("catalogue", {
  product_not_found: {
    status: 404,
    zh: { title: "没有这个商品", next: "请检查商品编号。" },
    en: { title: "There is no such product", next: "Check the product's code." },
  },
  product_code_taken: {
    status: 409,
    zh: { title: "商品编号或 SKU 已被使用：{code}", next: "请换一个编号。" },
    en: { title: "The code or SKU is already in use: {code}", next: "Use another one." },
  },
  product_code_invalid: {
    status: 400,
    zh: { title: "商品外部编号不可用：{given}", next: "请填写 1–64 个字符。" },
    en: { title: "The product's code is not usable: {given}", next: "Give 1–64 characters." },
  },
  product_name_invalid: {
    status: 400,
    zh: { title: "商品名称缺失或过长", next: "请填写 1–200 个字符。" },
    en: { title: "The product's name is missing or too long", next: "Give 1–200 characters." },
  },
  category_invalid: {
    status: 400,
    zh: { title: "分类不可用：{given}", next: "用“大类 > 小类”书写，最多 8 层，每层不超过 120 字。" },
    en: {
      title: "The category is not usable: {given}",
      next: "Write it as “group > part”, at most 8 levels of 120 characters.",
    },
  },
  tags_invalid: {
    status: 400,
    zh: { title: "商品标签过多或过长", next: "最多 40 个标签，每个不超过 40 字。" },
    en: {
      title: "There are too many tags, or one is too long",
      next: "Give at most 40 tags of at most 40 characters.",
    },
  },
  category_not_found: {
    status: 404,
    zh: { title: "没有这个分类", next: "请先新建分类。" },
    en: { title: "There is no such category", next: "Create it first." },
  },
  variant_not_found: {
    status: 404,
    zh: { title: "该商品没有这个规格", next: "请从商品的规格中选择。" },
    en: { title: "The product has no such variant", next: "Choose one of the product's variants." },
  },
  variant_exists: {
    status: 409,
    zh: { title: "该商品已有这个规格组合", next: "每种组合只需一个规格。" },
    en: {
      title: "The product has this variant already",
      next: "One variant a combination is enough.",
    },
  },
  price_invalid: {
    status: 400,
    zh: { title: "价格不可用：{given}", next: "请按品牌货币填写不小于 0 的金额，如 12.50。" },
    en: {
      title: "The price is not usable: {given}",
      next: "Give an amount of the brand's currency of 0 or more, such as 12.50.",
    },
  },
  axes_invalid: {
    status: 400,
    zh: { title: "选项不可用", next: "最多 {most} 个维度；每个维度有名称和 1–60 个不重复的值。" },
    en: {
      title: "The options are not usable",
      next: "Give at most {most} axes, each with a name and 1–60 different values.",
    },
  },
  axes_do_not_fit: {
    status: 409,
    zh: { title: "已有规格 {sku} 不符合新的选项", next: "请先停售这个规格，或保留它用到的值。" },
    en: {
      title: "The variant {sku} does not fit the new options",
      next: "Withdraw it first, or keep the values that it uses.",
    },
  },
  variant_not_of_axes: {
    status: 400,
    zh: { title: "规格与商品的选项不一致", next: "每个维度选一个已有的值。" },
    en: {
      title: "The variant does not fit the product’s options",
      next: "Name one known value of every axis.",
    },
  },
  handling_not_for_goods: {
    status: 400,
    zh: { title: "这种办理方式只用于服务和业务", next: "商品请选“可网上下单”或“仅到店”。" },
    en: {
      title: "This handling is for services and businesses",
      next: "For goods choose “online” or “in the store only”.",
    },
  },
  window_invalid: {
    status: 400,
    zh: { title: "上架时间不可用", next: "预告日在开卖日之前，最后一天不早于开卖日。" },
    en: {
      title: "The days of sale are not usable",
      next: "Announce before the first day, and end no earlier than on it.",
    },
  },
  stock_not_kept: {
    status: 409,
    zh: { title: "该商品不计库存", next: "请先在商品里打开库存。" },
    en: {
      title: "The stock of this product is not counted",
      next: "Switch its stock on first.",
    },
  },
  stock_below_reserved: {
    status: 409,
    zh: { title: "库存会低于已预留的数量", next: "请先处理未完成的订单，或少减一些。" },
    en: {
      title: "There would be less than is reserved",
      next: "Finish the open orders first, or take less.",
    },
  },
  stock_short: {
    status: 409,
    zh: { title: "库存不足", next: "请减少数量，或换一家门店。" },
    en: {
      title: "There is not enough in stock",
      next: "Take fewer, or another store.",
    },
  },
  goods_retired: {
    status: 409,
    zh: { title: "“{name}”已下架", next: "请看看其他商品。" },
    en: {
      title: "“{name}” is no longer sold",
      next: "Look at other goods.",
    },
  },
  goods_not_open: {
    status: 409,
    zh: { title: "“{name}”还没开卖", next: "可以先预约提醒。" },
    en: {
      title: "“{name}” is not on sale yet",
      next: "Ask to be reminded.",
    },
  },
  goods_over: {
    status: 409,
    zh: { title: "“{name}”的时间已过", next: "可以看看本月的新品。" },
    en: {
      title: "The time of “{name}” is over",
      next: "Look at what is new.",
    },
  },
  goods_store_only: {
    status: 409,
    zh: { title: "“{name}”只在门店办理", next: "请到店，或打电话预约。" },
    en: {
      title: "“{name}” is done in the store only",
      next: "Visit the store, or call to book.",
    },
  },
  goods_not_in_channel: {
    status: 409,
    zh: { title: "“{name}”不在这个渠道销售", next: "请从品牌自有渠道购买。" },
    en: {
      title: "“{name}” is not sold through this channel",
      next: "Buy it from the brand directly.",
    },
  },
  goods_variant_needed: {
    status: 400,
    zh: { title: "“{name}”还没选好规格", next: "请先选好每一项。" },
    en: {
      title: "“{name}” needs its options",
      next: "Choose one of each first.",
    },
  },
  goods_variant_not_sold: {
    status: 409,
    zh: { title: "“{name}”的这个规格已停售", next: "请换一个规格。" },
    en: {
      title: "This variant of “{name}” is not sold",
      next: "Choose another one.",
    },
  },
  goods_without_price: {
    status: 409,
    zh: { title: "“{name}”还没有售价", next: "请稍后再来。" },
    en: {
      title: "“{name}” has no price yet",
      next: "Come back later.",
    },
  },
  price_list_invalid: {
    status: 400,
    zh: { title: "价目表不可用", next: "名称 1–80 字，结束时间晚于开始时间。" },
    en: {
      title: "The price list is not usable",
      next: "Give a name of 1–80 characters and an end after its beginning.",
    },
  },
  price_list_not_found: {
    status: 404,
    zh: { title: "没有这个价目表", next: "请从列表中选择。" },
    en: {
      title: "There is no such price list",
      next: "Choose one of the list.",
    },
  },
  price_below_floor: {
    status: 409,
    zh: { title: "价格低于底价", next: "请提高价格，或先调整底价。" },
    en: {
      title: "The price is below the floor",
      next: "Raise it, or change the floor first.",
    },
  },
  preview_not_open: {
    status: 409,
    zh: { title: "这个商品现在不能预约提醒", next: "已经开卖的可以直接购买。" },
    en: {
      title: "This product takes no reminders now",
      next: "What is on sale can be bought at once.",
    },
  },
  page_blocks_invalid: {
    status: 400,
    zh: { title: "页面栏目不可用", next: "每个栏目出现一次，且为已有栏目。" },
    en: {
      title: "The blocks of the page are not usable",
      next: "Name every block once, and only known ones.",
    },
  },
  form_invalid: {
    status: 400,
    zh: { title: "类型、办理方式或渠道写法不认识", next: "类型写商品、服务或业务；渠道写自建、合建或合作。" },
    en: {
      title: "The kind, handling or channels are not known",
      next: "Write goods, service or business, and own, joint or partner.",
    },
  },
  stock_cell_invalid: {
    status: 400,
    zh: { title: "库存写法不认识", next: "写成“门店编号=数量”，多家用分号隔开。" },
    en: {
      title: "The stock is not readable",
      next: "Write “store code=count”, several with semicolons.",
    },
  },
});
