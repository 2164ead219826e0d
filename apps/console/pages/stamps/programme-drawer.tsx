import { Button, Drawer, Form, Input, InputNumber, Radio, Select } from "antd";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { OfferPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

interface Typed {
  readonly name: string;
  readonly nameEn?: string;
  readonly needed: number;
  readonly rewardKind: "offer" | "entitlement";
  readonly offerId?: string;
  readonly ruleId?: string;
  readonly unitId: string;
  readonly scope: "all" | "unit";
  readonly earn: "visit" | "amount" | "category";
  readonly amount?: number;
  readonly categoryIds?: string[];
  readonly visitRule: "day_store" | "day" | "minutes";
  readonly visitMinutes?: number;
  readonly cardDays?: number | null;
}

const first: Partial<Typed> = {
  needed: 10, rewardKind: "offer", scope: "all", earn: "visit", visitRule: "day_store",
};

/** What each way to earn needs, and nothing else. */
function earnOf(typed: Typed, currency: string) {
  const { earn, amount = 0, categoryIds = [], visitRule, visitMinutes = null } = typed;
  if (earn === "amount") {
    return { earn, perMinor: Math.round(amount * 10 ** currencyDigits(currency)) };
  }
  if (earn === "category") return { earn, categoryIds };
  return visitRule === "minutes" ? { earn, visitRule, visitMinutes } : { earn, visitRule };
}

/** A new card, kept as a draft until somebody starts it. */
export function ProgrammeDrawer({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const create = useWrite("createStampProgramme", { done: t("form.saved"), onDone: onClose });
  const required = [{ required: true, message: t("form.required") }];
  function save(typed: Typed): void {
    const { name, nameEn, needed, rewardKind, offerId = "", ruleId = "", unitId } = typed;
    create.mutate({
      path: brand.path,
      body: {
        unitId, name, needed, rewardKind,
        nameEn: nameEn || null,
        rewardId: rewardKind === "offer" ? offerId : ruleId,
        scopeUnitIds: typed.scope === "all" ? null : [unitId],
        cardDays: typed.cardDays ?? null,
        ...earnOf(typed, brand.me.brand.currency),
      },
    });
  }
  const unitId = brand.unitsFor("offers.publish")[0]?.unitId;
  return (
    <Drawer open onClose={onClose} size="min(560px, 100vw)" title={t("stampCards.new")}>
      <Form<Typed> layout="vertical" initialValues={{ ...first, unitId }} onFinish={save}>
        <Form.Item name="name" label={t("stampCards.name")} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("stampCards.nameEn")}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="needed" label={t("stampCards.needed")} rules={required}>
          <InputNumber min={2} max={30} precision={0} />
        </Form.Item>
        <RewardFields />
        <EarnFields />
        <Form.Item
          name="cardDays"
          label={t("stampCards.cardDays")}
          extra={t("stampCards.cardDaysHint")}
        >
          <InputNumber min={1} max={1_830} precision={0} />
        </Form.Item>
        <Form.Item name="unitId" label={t("stampCards.unit")} rules={required}>
          <UnitPick label={t("stampCards.unit")} clearable={false} />
        </Form.Item>
        <Form.Item name="scope" label={t("stampCards.scope")}>
          <Radio.Group
            options={[
              { value: "all", label: t("stampCards.scopeAll") },
              { value: "unit", label: t("stampCards.scopeUnit") },
            ]}
          />
        </Form.Item>
        <Button type="primary" block htmlType="submit" loading={create.isPending}>
          {t("stampCards.create")}
        </Button>
      </Form>
    </Drawer>
  );
}

function RewardFields() {
  const brand = useBrand();
  const { t } = useText();
  const kind = Form.useWatch<Typed["rewardKind"]>("rewardKind");
  const rules = useAnswer("listEntitlementRules", { path: brand.path, query: { limit: 100 } });
  const granted = (rules.data?.items ?? [])
    .filter((one) => one.audience === "granted" && one.state === "active")
    .map((one) => ({ value: one.ruleId, label: brand.named(one) }));
  const required = [{ required: true, message: t("form.required") }];
  return (
    <>
      <Form.Item name="rewardKind" label={t("stampCards.reward")}>
        <Radio.Group
          options={(["offer", "entitlement"] as const).map((value) => ({
            value,
            label: t(`rewards.${value}`),
          }))}
        />
      </Form.Item>
      {kind === "entitlement" ? (
        <Form.Item name="ruleId" rules={required} extra={t("stampCards.rewardHint")}>
          <Select
            aria-label={t("rewards.entitlement")}
            placeholder={t("rewards.entitlement")}
            options={granted}
          />
        </Form.Item>
      ) : (
        <Form.Item name="offerId" rules={required} extra={t("stampCards.rewardHint")}>
          <OfferPick label={t("rewards.offer")} />
        </Form.Item>
      )}
    </>
  );
}

function EarnFields() {
  const brand = useBrand();
  const { t } = useText();
  const earn = Form.useWatch<Typed["earn"]>("earn");
  const rule = Form.useWatch<Typed["visitRule"]>("visitRule");
  const required = [{ required: true, message: t("form.required") }];
  return (
    <>
      <Form.Item name="earn" label={t("stampCards.earn")}>
        <Radio.Group
          className="c-upright"
          options={(["visit", "amount", "category"] as const).map((value) => ({
            value,
            label: t(`stampCards.earnLong.${value}`),
          }))}
        />
      </Form.Item>
      {earn === "amount" ? (
        <Form.Item name="amount" label={t("stampCards.perAmount")} rules={required}>
          <AmountInput currency={brand.me.brand.currency} />
        </Form.Item>
      ) : null}
      {earn === "category" ? (
        <Form.Item name="categoryIds" label={t("stampCards.categories")} rules={required}>
          <CategoriesPick />
        </Form.Item>
      ) : null}
      {earn === "visit" ? (
        <Form.Item name="visitRule" label={t("stampCards.visitRule")}>
          <Radio.Group
            options={(["day_store", "day", "minutes"] as const).map((value) => ({
              value,
              label: t(`stampCards.visitRule.${value}`),
            }))}
          />
        </Form.Item>
      ) : null}
      {earn === "visit" && rule === "minutes" ? (
        <Form.Item name="visitMinutes" label={t("stampCards.minutes")} rules={required}>
          <InputNumber min={1} max={1_440} precision={0} />
        </Form.Item>
      ) : null}
    </>
  );
}

interface CategoriesProps {
  readonly value?: string[];
  onChange?(ids: string[]): void;
  readonly id?: string;
}

function CategoriesPick({ value, onChange, id }: CategoriesProps) {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("listCategories", { path: brand.path });
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.categoryId,
    label: one.path,
  }));
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      aria-label={t("stampCards.categories")}
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
      options={options}
      optionFilterProp="label"
    />
  );
}
