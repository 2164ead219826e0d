/** Jobs that several files ask for. */
export const closeUnpaidJobName = "orders.close_unpaid";
export const askPaymentJobName = "orders.ask_payment";
export const sendRefundJobName = "orders.send_refund";
export const acceptByTimeJobName = "orders.accept_by_time";
