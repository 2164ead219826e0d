import { defineErrors } from "#platform/errors.ts";

export const bookingErrors = defineErrors("bookings", {
  booking_not_found: {
    status: 404,
    zh: { title: "没有这个预约", next: "请核对预约号，或从列表里选择。" },
    en: { title: "There is no such booking", next: "Check its number, or take it from the list." },
  },
  booking_service_not_found: {
    status: 404,
    zh: { title: "没有这项预约服务", next: "请从服务列表里选择。" },
    en: { title: "There is no such service", next: "Choose one from the list of services." },
  },
  booking_resource_not_found: {
    status: 404,
    zh: { title: "没有这个预约资源", next: "请从人员和场地列表里选择。" },
    en: { title: "There is no such resource", next: "Choose one of the staff, rooms and seats." },
  },
  booking_slot_taken: {
    status: 409,
    zh: { title: "这个时段刚刚被约满", next: "请选择其他时段，或加入候补。" },
    en: {
      title: "This slot has just been taken",
      next: "Choose another one, or join the waiting list.",
    },
  },
  booking_slot_none: {
    status: 409,
    zh: { title: "这个时间不能预约", next: "请从列出的时段里选择。" },
    en: { title: "This time cannot be booked", next: "Choose one of the slots that are listed." },
  },
  booking_too_late: {
    status: 409,
    zh: { title: "须在开始前 {minutes} 分钟以上办理", next: "请选择更晚的时段，或致电门店。" },
    en: {
      title: "This is done at least {minutes} minutes before the start",
      next: "Choose a later slot, or call the store.",
    },
  },
  booking_too_far: {
    status: 409,
    zh: { title: "最多提前 {days} 天预约", next: "请选择更近的日期。" },
    en: { title: "Booked at most {days} days ahead", next: "Choose a nearer day." },
  },
  booking_too_many_people: {
    status: 409,
    zh: { title: "一个时段最多 {most} 人", next: "请减少人数，或分开预约。" },
    en: { title: "At most {most} people a slot", next: "Take fewer, or make several bookings." },
  },
  booking_state: {
    status: 409,
    zh: { title: "预约现在是「{state}」，不能这样操作", next: "请刷新预约，按它现在的状态处理。" },
    en: {
      title: "The booking is \"{state}\" now; this cannot be done with it",
      next: "Reload it and go on from its present state.",
    },
  },
  booking_hold_over: {
    status: 409,
    zh: { title: "保留时间已过，时段已释放", next: "请重新选择时段。" },
    en: { title: "The time to confirm is over", next: "Choose a slot again." },
  },
  booking_too_many_open: {
    status: 409,
    zh: { title: "最多同时有 {most} 个未到店的预约", next: "请先取消不需要的预约。" },
    en: {
      title: "At most {most} bookings may be open at once",
      next: "Cancel those that you do not need.",
    },
  },
  booking_deposit_due: {
    status: 409,
    zh: { title: "这项服务要先付定金", next: "请支付定金，付款后预约自动确认。" },
    en: {
      title: "This service takes a deposit first",
      next: "Pay the deposit; the booking is confirmed by it.",
    },
  },
  booking_no_deposit: {
    status: 409,
    zh: { title: "这个预约没有待付的定金", next: "请刷新预约。" },
    en: { title: "No deposit of this booking is to be paid", next: "Reload the booking." },
  },
  booking_deposit_unavailable: {
    status: 409,
    zh: { title: "定金商品不可用或价格不等于定金", next: "请运营核对服务的定金与定金商品的售价。" },
    en: {
      title: "The deposit's product is not for sale at the deposit's amount",
      next: "An operator compares the service's deposit with its product's price.",
    },
  },
  booking_voucher_unfit: {
    status: 409,
    zh: { title: "这张券不能用于预约", next: "请选择届时仍有效、不需要消费金额的券。" },
    en: {
      title: "This voucher cannot be named in a booking",
      next: "Choose one that is valid then and needs no bill.",
    },
  },
  booking_not_here_now: {
    status: 404,
    zh: { title: "您现在在这家店没有可签到的预约", next: "请在预约开始前 {minutes} 分钟内签到。" },
    en: {
      title: "You have no booking to check in for at this store now",
      next: "Check in from {minutes} minutes before its start.",
    },
  },
  booking_code_wrong: {
    status: 409,
    zh: { title: "签到码无效或已更换", next: "请扫描门店现在展示的签到码。" },
    en: {
      title: "This check-in code is not the store's, or was replaced",
      next: "Scan the one that the store shows now.",
    },
  },
  booking_other_store: {
    status: 409,
    zh: { title: "这个预约在「{store}」", next: "请到预约的门店，或改约到本店。" },
    en: { title: "This booking is at {store}", next: "Go there, or book here instead." },
  },
  booking_too_early: {
    status: 409,
    zh: { title: "还没有到时间", next: "请在 {at} 之后操作。" },
    en: { title: "It is too early for this", next: "Do it after {at}." },
  },
  booking_wait_not_found: {
    status: 404,
    zh: { title: "没有这条候补", next: "请刷新列表。" },
    en: { title: "There is no such place on the waiting list", next: "Reload the list." },
  },
  booking_wait_needless: {
    status: 409,
    zh: { title: "这段时间还有空位", next: "请直接预约。" },
    en: { title: "There is a free slot in this time", next: "Book it." },
  },
  booking_wait_already: {
    status: 409,
    zh: { title: "您已在这段时间的候补名单里", next: "有空位时会为您保留。" },
    en: {
      title: "You are on the waiting list for this time already",
      next: "A slot that becomes free is kept for you.",
    },
  },
  booking_times_invalid: {
    status: 400,
    zh: { title: "时间不正确：{given}", next: "请检查开始、结束和日期。" },
    en: { title: "These times cannot be: {given}", next: "Check starts, ends and days." },
  },
  bookings_touched: {
    status: 409,
    zh: { title: "这一天还有 {count} 个预约没有安排", next: "请为每个预约选择改期、取消或保留。" },
    en: {
      title: "{count} bookings of this day are not seen to",
      next: "Move, cancel or keep each of them.",
    },
  },
  booking_feed_not_found: {
    status: 404,
    zh: { title: "没有这个日历订阅", next: "请重新生成订阅地址。" },
    en: { title: "There is no such calendar feed", next: "Make a new address." },
  },
});
