import type { BodyOf } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import type { Service } from "./booking.ts";

type Body = Required<NonNullable<BodyOf<"changeBookingService">>>;

/** The service form's values; amounts in major units as people type them. */
export interface ServiceDraft
  extends Omit<Body, "priceMinor" | "depositMinor" | "productId" | "nameEn" | "about" | "aboutEn"> {
  readonly unitId?: string;
  readonly nameEn: string;
  readonly about: string;
  readonly aboutEn: string;
  readonly price: number | null;
  readonly deposit: number | null;
}

export const newService: Omit<ServiceDraft, "name"> = {
  nameEn: "",
  about: "",
  aboutEn: "",
  needs: ["staff"],
  durationMin: 60,
  beforeMin: 0,
  afterMin: 10,
  gridMin: 30,
  capacity: 1,
  shared: false,
  price: null,
  deposit: null,
  depositProductId: null,
  leadMin: 30,
  aheadDays: 30,
  cancelMin: 120,
  holdMin: 10,
  remindMin: 120,
  noShowMin: 20,
  noShowVoucher: "keep",
  noShowDeposit: "keep",
  active: true,
};

export function draftOfService(service: Service, currency: string): ServiceDraft {
  const {
    serviceId: _id, resources: _resources, productId: _product, priceMinor, depositMinor, ...rest
  } = service;
  const major = (minor: number | null) =>
    minor === null ? null : minor / 10 ** currencyDigits(currency);
  return {
    ...rest,
    nameEn: rest.nameEn ?? "",
    about: rest.about ?? "",
    aboutEn: rest.aboutEn ?? "",
    price: major(priceMinor),
    deposit: major(depositMinor),
  };
}

/** What making and changing a service send; a deposit goes with the product that it is sold as. */
export function serviceBody(draft: ServiceDraft, currency: string) {
  const { price, deposit, unitId: _unit, depositProductId, ...rest } = draft;
  const minor = (major: number | null) =>
    major ? Math.round(major * 10 ** currencyDigits(currency)) : null;
  const depositMinor = minor(deposit);
  return {
    ...rest,
    nameEn: rest.nameEn || null,
    about: rest.about || null,
    aboutEn: rest.aboutEn || null,
    priceMinor: minor(price),
    depositMinor,
    depositProductId: depositMinor === null ? null : depositProductId,
  };
}
