import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Radio } from "antd";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

type Rule = Item<"listEntitlementRules">;

const audiences = ["everyone", "out_of_town", "granted"] as const;

/** Rules by which members have something without a purchase. */
export function RuleList() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listEntitlementRules", { path: brand.path, query: { limit: 50 } });
  return (
    <Listing
      label={t("stampCards.tab.rights")}
      pages={pages}
      columns={useColumns()}
      keyOf={(one) => one.ruleId}
      faded={(one) => one.state === "ended"}
      empty={<Empty title={t("rights.empty")} next={t("rights.emptyNext")} />}
    />
  );
}

function useColumns(): Column<Rule>[] {
  const brand = useBrand();
  const { t } = useText();
  return [
    { key: "name", title: t("rights.name"), head: true, cell: (one) => brand.named(one) },
    {
      key: "audience",
      title: t("rights.audience"),
      cell: (one) => t(`rights.audience.${one.audience}`),
    },
    { key: "per", title: t("rights.per"), cell: (one) => t(`rights.per.${one.per}`) },
    { key: "taken", title: t("rights.taken"), end: true, cell: (one) => one.taken },
    { key: "used", title: t("rights.used"), end: true, cell: (one) => one.used },
    {
      key: "state",
      title: t("offers.state"),
      cell: ({ state }) => (
        <span className={`c-state c-state-${state === "active" ? "running" : "ended"}`}>
          {t(`stampCards.state.${state}`)}
        </span>
      ),
    },
    { key: "act", title: "", end: true, cell: (one) => <EndRule one={one} /> },
  ];
}

function EndRule({ one }: { one: Rule }) {
  const brand = useBrand();
  const { t } = useText();
  const end = useWrite("endEntitlementRule", { done: t("stampCards.ended") });
  if (one.state === "ended" || !brand.may("offers.publish")) return null;
  return (
    <Popconfirm
      title={t("form.confirmSure")}
      description={t("rights.endSure")}
      onConfirm={() => end.mutate({ path: { ...brand.path, ruleId: one.ruleId } })}
    >
      <Button size="small" type="text" danger>{t("stampCards.end")}</Button>
    </Popconfirm>
  );
}

interface Typed {
  readonly name: string;
  readonly nameEn?: string;
  readonly audience: Rule["audience"];
  readonly per: Rule["per"];
  readonly validDays: number;
  readonly unitId: string;
  readonly scope: "all" | "unit";
}

/** A new rule works at once. */
export function RuleDrawer({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const create = useWrite("createEntitlementRule", { done: t("rights.created"), onDone: onClose });
  const required = [{ required: true, message: t("form.required") }];
  const save = ({ scope, nameEn, ...typed }: Typed) =>
    create.mutate({
      path: brand.path,
      body: {
        ...typed,
        nameEn: nameEn || null,
        scopeUnitIds: scope === "all" ? null : [typed.unitId],
      },
    });
  const unitId = brand.unitsFor("offers.publish")[0]?.unitId;
  const initial = { audience: "out_of_town", per: "ever", validDays: 30, scope: "all", unitId };
  const choices = <Value extends string>(values: readonly Value[], word: (one: Value) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  return (
    <Drawer open onClose={onClose} size="min(520px, 100vw)" title={t("rights.new")}>
      <Form<Typed> layout="vertical" initialValues={initial} onFinish={save}>
        <Form.Item name="name" label={t("rights.name")} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("stampCards.nameEn")}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="audience" label={t("rights.audience")}>
          <Radio.Group
            className="c-upright"
            options={choices(audiences, (one) => t(`rights.audience.${one}`))}
          />
        </Form.Item>
        <Form.Item name="per" label={t("rights.per")}>
          <Radio.Group
            options={choices(["ever", "year"] as const, (one) => t(`rights.per.${one}`))}
          />
        </Form.Item>
        <Form.Item name="validDays" label={t("rights.validDays")} rules={required}>
          <InputNumber min={1} max={730} precision={0} />
        </Form.Item>
        <Form.Item name="unitId" label={t("stampCards.unit")} rules={required}>
          <UnitPick label={t("stampCards.unit")} clearable={false} />
        </Form.Item>
        <Form.Item name="scope" label={t("stampCards.scope")}>
          <Radio.Group
            options={choices(["all", "unit"] as const, (one) =>
              t(one === "all" ? "stampCards.scopeAll" : "stampCards.scopeUnit"))}
          />
        </Form.Item>
        <Button type="primary" block htmlType="submit" loading={create.isPending}>
          {t("form.save")}
        </Button>
      </Form>
    </Drawer>
  );
}
