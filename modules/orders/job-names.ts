/** Jobs that several files ask for. */
export const closeUnpaidJobName = "orders.close_unpaid";
export const askPaymentJobName = "orders.ask_payment";
export const sendRefundJobName = "orders.send_refund";
export const duePickupJobName = "orders.due_pickup";
export const acceptByTimeJobName = "orders.accept_by_time";
export const tellBalanceJobName = "orders.tell_balance";
export const askTopUpJobName = "orders.ask_top_up";
export const sendTopUpRefundJobName = "orders.send_top_up_refund";
