import type { DemoProduct } from "./tea-stack.ts";

/** Goods of the tea chain with options, with a time of their own, or done in the store. Made up. */

interface DemoAxis {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly values: readonly { readonly value: string; readonly nameEn: string }[];
}

export interface DemoForm extends Omit<DemoProduct, "memberMinor" | "tags"> {
  readonly kind: "goods" | "service";
  readonly handling: "online" | "store_only";
  readonly details: string;
  readonly detailsEn: string;
  /** The month that it is sold in, counted from this one; absent: always. */
  readonly month?: number;
  readonly axes?: readonly DemoAxis[];
  /** The combinations that are sold, a value of each axis in their order. */
  readonly variants?: readonly (readonly string[])[];
  /** How many lie in each of the first stores; absent: not counted. */
  readonly stock?: number;
}

const value = (text: string, nameEn: string) => ({ value: text, nameEn });

export const forms: readonly DemoForm[] = [
  {
    code: "CUP-GO", name: "随行茶杯", nameEn: "Travel tea cup", category: "茶器",
    priceMinor: 12_800, floorMinor: 6_000, kind: "goods", handling: "online",
    details: "双层不锈钢，杯身喷砂，握着不烫。\n颜色、容量和杯盖按现货搭配。",
    detailsEn: "Double-walled steel, pleasant to hold.\nColours, sizes and lids as they are made.",
    axes: [
      {
        key: "颜色", name: "颜色", nameEn: "Colour",
        values: [value("墨绿", "Dark green"), value("米白", "Cream"), value("秋香", "Amber")],
      },
      {
        key: "容量", name: "容量", nameEn: "Size",
        values: [value("350 毫升", "350 ml"), value("500 毫升", "500 ml")],
      },
      {
        key: "杯盖", name: "杯盖", nameEn: "Lid",
        values: [value("直饮", "Sip lid"), value("带滤", "With strainer")],
      },
    ],
    variants: [
      ["墨绿", "350 毫升", "直饮"], ["墨绿", "350 毫升", "带滤"], ["墨绿", "500 毫升", "带滤"],
      ["米白", "350 毫升", "直饮"], ["米白", "500 毫升", "直饮"],
      ["秋香", "500 毫升", "带滤"],
    ],
    stock: 12,
  },
  {
    code: "BOX-NOW", name: "本月主题盒 · 围炉", nameEn: "Box of the month: by the fire",
    category: "主题盒", priceMinor: 16_800, floorMinor: 9_900, kind: "goods", handling: "online",
    details: "三款烤茶、一份茶点、一张手写食谱，按月一次。",
    detailsEn: "Three roasted teas, a cake and a handwritten recipe, once a month.",
    month: 0, stock: 40,
  },
  {
    code: "BOX-NEXT", name: "下月主题盒 · 踏雪", nameEn: "Next month’s box: in the snow",
    category: "主题盒", priceMinor: 17_800, floorMinor: 9_900, kind: "goods", handling: "online",
    details: "下个月的茶与茶点，开卖那天揭晓。",
    detailsEn: "Next month’s teas and cakes, told on the day it opens.",
    month: 1, stock: 40,
  },
  {
    code: "SVC-TASTE", name: "茶艺体验一小时", nameEn: "An hour of tea tasting",
    category: "茶艺", priceMinor: 9_800, floorMinor: null, kind: "service",
    handling: "store_only",
    details: "茶艺师陪您认识三款茶，一桌最多四位。",
    detailsEn: "Three teas with a tea master, four people at a table.",
  },
];
