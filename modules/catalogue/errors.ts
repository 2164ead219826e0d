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
});
