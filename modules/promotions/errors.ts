import { defineErrors } from "#platform/errors.ts";

export const promotionsErrors = defineErrors("promotions", {
  offer_not_found: {
    status: 404,
    zh: { title: "没有找到这个优惠", next: "请刷新页面，查看本店现有的优惠。" },
    en: { title: "There is no such offer", next: "Reload and look at the offers of this store." },
  },
  offer_invalid: {
    status: 400,
    zh: { title: "优惠设置有误：{detail}", next: "请修改后再保存。" },
    en: { title: "The offer is not right: {detail}", next: "Correct it and save again." },
  },
  offer_code_taken: {
    status: 409,
    zh: { title: "外部编码 {externalCode} 已有优惠", next: "请使用已有的优惠，或换一个编码。" },
    en: {
      title: "There is an offer with the external code {externalCode}",
      next: "Use that offer, or choose another code.",
    },
  },
  offer_no_draft: {
    status: 409,
    zh: { title: "没有待发布的草稿", next: "请先编辑并保存新的版本。" },
    en: { title: "There is no draft to publish", next: "Edit and save a new version first." },
  },
  offer_scope_closed: {
    status: 409,
    zh: { title: "已发布的版本不能再增加适用商品", next: "请先保存新的草稿版本，再导入商品。" },
    en: {
      title: "A published version takes no more products",
      next: "Save a new draft version first, then import the products.",
    },
  },
  offer_wrong_state: {
    status: 409,
    zh: { title: "优惠当前的状态不允许此操作", next: "请刷新后查看优惠的状态。" },
    en: { title: "The offer's state does not allow this", next: "Reload to see its state." },
  },
  offer_not_published: {
    status: 409,
    zh: { title: "这个优惠现在不能领取", next: "请看看本店的其他优惠。" },
    en: { title: "This offer cannot be claimed now", next: "Look at the store's other offers." },
  },
  offer_not_self_claim: {
    status: 409,
    zh: { title: "这个优惠不能直接领取", next: "它只在限量发售、抽奖、券码中发放，或由员工发给您。" },
    en: {
      title: "This offer cannot be claimed directly",
      next: "It is given by a release, a draw, a code, or by staff.",
    },
  },
  offer_not_started: {
    status: 409,
    zh: { title: "还没开始领取，{from} 开始", next: "请到时再来领取。" },
    en: { title: "It can be claimed from {from}", next: "Come again then." },
  },
  offer_over: {
    status: 409,
    zh: { title: "领取已结束", next: "请看看本店的其他优惠。" },
    en: { title: "The time to claim it is over", next: "Look at the store's other offers." },
  },
  offer_sold_out: {
    status: 409,
    zh: { title: "已被领完", next: "可以看看下一场限量发售，或本店的其他优惠。" },
    en: {
      title: "All of it has been claimed",
      next: "Look at the next flash release, or at the store's other offers.",
    },
  },
  offer_member_limit: {
    status: 409,
    zh: { title: "每人限领 {cap} 张，您已领过", next: "请在券包中查看并使用。" },
    en: {
      title: "Each member can claim it {cap} time(s), and you have",
      next: "You find it in your wallet.",
    },
  },
  offer_not_at_store: {
    status: 409,
    zh: { title: "这个优惠不适用于本店", next: "请看看本店的其他优惠。" },
    en: { title: "This offer is not for this store", next: "Look at the store's other offers." },
  },
  offer_reserved: {
    status: 409,
    zh: { title: "这个优惠只能用积分兑换", next: "请到积分商城兑换。" },
    en: {
      title: "This offer is for points only",
      next: "Exchange points for it in the points mall.",
    },
  },
  offer_automatic: {
    status: 409,
    zh: { title: "这个优惠自动生效，不用领取", next: "把商品加入购物车，优惠会自动计算。" },
    en: {
      title: "This offer applies by itself and is not claimed",
      next: "Put goods in the cart; it is counted there.",
    },
  },
  cart_goods_not_sold: {
    status: 409,
    zh: { title: "购物车里有商品暂时不能购买：{goods}", next: "请从购物车中移除这些商品后再试。" },
    en: {
      title: "Some goods of the cart are not sold now: {goods}",
      next: "Take them out of the cart and try again.",
    },
  },
  trial_no_voucher: {
    status: 409,
    zh: { title: "所选优惠没有可用的券", next: "请选择已发布、需要领券的优惠；试算草稿请勾选“含草稿”。" },
    en: {
      title: "There is no voucher of the chosen offer",
      next: "Choose a published offer with vouchers, or include drafts in the trial.",
    },
  },
  member_unknown: {
    status: 404,
    zh: { title: "没有找到这位会员", next: "请先导入会员，再发放优惠。" },
    en: { title: "There is no such member", next: "Import the member first, then issue." },
  },
});
