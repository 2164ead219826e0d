import { Button, Form, Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import { AmountInput } from "../../parts/amount.tsx";
import { ColourField, PictureField } from "../../parts/brand-fields.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { CurrencyPick, ZonePick } from "../../parts/zone-pick.tsx";
import { useText } from "../../text.ts";
import { keyFrom, type NewBrand } from "./new-brand.ts";

interface StepProps {
  readonly plan: NewBrand;
  readonly last: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  go(change: Partial<NewBrand>): void;
  change(plan: NewBrand): void;
  readonly back: (() => void) | undefined;
}

interface StepFormProps extends StepProps {
  readonly title: string;
  readonly children: ReactNode;
}

function StepForm({ title, plan, go, change, back, last, busy, error, children }: StepFormProps) {
  const { t } = useText();
  return (
    <Form<NewBrand>
      layout="vertical"
      requiredMark={false}
      initialValues={plan}
      size="large"
      onValuesChange={(typed: Partial<NewBrand>) => change({ ...plan, ...typed })}
      onFinish={(typed) => go(typed)}
    >
      <h2>{title}</h2>
      {children}
      {error ? <ErrorNote error={error} /> : null}
      <div className="c-wizard-foot">
        {back ? <Button onClick={back}>{t("wizard.back")}</Button> : null}
        <Button type="primary" htmlType="submit" loading={busy}>
          {busy ? t("wizard.working") : last ? t("form.create") : t("wizard.next")}
        </Button>
      </div>
    </Form>
  );
}

function useRequired() {
  const { t } = useText();
  return [{ required: true, message: t("form.required") }];
}

export function AccountStep(props: StepProps) {
  const { t } = useText();
  return (
    <StepForm {...props} title={t("wizard.account")}>
      <p className="c-quiet">{t("wizard.accountNote")}</p>
      <Form.Item name="person" label={t("invite.name")} rules={useRequired()}>
        <Input autoComplete="name" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("signIn.email")}
        rules={[{ required: true, type: "email", message: t("signIn.emailBad") }]}
      >
        <Input type="email" autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("invite.password")}
        rules={[{ required: true, min: 10, message: t("invite.passwordShort") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </StepForm>
  );
}

export function BrandStep(props: StepProps) {
  const { t } = useText();
  const { plan } = props;
  const url = `${location.host}/${plan.key || "…"}`;
  const first = { ...plan, key: plan.key || keyFrom(plan.nameEn || plan.name) };
  return (
    <StepForm {...props} plan={first} title={t("wizard.brand")}>
      <Form.Item
        name="name"
        label={t("wizard.name")}
        extra={t("wizard.nameHint")}
        rules={useRequired()}
      >
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t("wizard.key")}
        extra={t("wizard.keyHint", { url })}
        rules={[
          { required: true, pattern: /^[a-z0-9][a-z0-9-]{1,23}$/, message: t("wizard.keyBad") },
        ]}
      >
        <Input autoCapitalize="none" autoCorrect="off" spellCheck={false} maxLength={24} />
      </Form.Item>
      <div className="c-pair">
        <Form.Item name="timeZone" label={t("wizard.zone")}>
          <ZonePick label={t("wizard.zone")} />
        </Form.Item>
        <Form.Item name="currency" label={t("wizard.currency")}>
          <CurrencyPick label={t("wizard.currency")} />
        </Form.Item>
      </div>
    </StepForm>
  );
}

export function LookStep(props: StepProps) {
  const { t } = useText();
  return (
    <StepForm {...props} title={t("wizard.look")}>
      <Form.Item name="colour" label={t("wizard.colour")}>
        <ColourField />
      </Form.Item>
      <Form.Item name="logo" label={t("wizard.logo")}>
        <PictureField />
      </Form.Item>
    </StepForm>
  );
}

export function StoreStep(props: StepProps) {
  const { t } = useText();
  const required = useRequired();
  return (
    <StepForm {...props} title={t("wizard.store")}>
      <div className="c-pair">
        <Form.Item name="storeName" label={t("wizard.storeName")} rules={required}>
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="storeCode" label={t("wizard.storeCode")} rules={required}>
          <Input maxLength={32} />
        </Form.Item>
        <Form.Item name="city" label={t("wizard.storeCity")} rules={required}>
          <Input maxLength={60} autoComplete="address-level2" />
        </Form.Item>
        <Form.Item name="phone" label={`${t("wizard.storePhone")} · ${t("form.optional")}`}>
          <Input type="tel" maxLength={40} autoComplete="tel" />
        </Form.Item>
      </div>
      <Form.Item name="address" label={t("wizard.storeAddress")}>
        <Input maxLength={200} autoComplete="street-address" />
      </Form.Item>
      <Form.Item label={t("wizard.storeHours")}>
        <div className="c-range">
          <Form.Item name="opens" noStyle>
            <Input type="time" aria-label={t("day.from")} />
          </Form.Item>
          <span aria-hidden="true">–</span>
          <Form.Item name="closes" noStyle>
            <Input type="time" aria-label={t("day.to")} />
          </Form.Item>
        </div>
      </Form.Item>
    </StepForm>
  );
}

export function OfferStep(props: StepProps) {
  const { t } = useText();
  const { plan } = props;
  const first = { ...plan, offerTitle: plan.offerTitle || t("wizard.offerDefault") };
  return (
    <StepForm {...props} plan={first} title={t("wizard.offer")}>
      <Form.Item name="offerTitle" label={t("wizard.offerTitle")} rules={useRequired()}>
        <Input maxLength={20} showCount />
      </Form.Item>
      <div className="c-pair">
        <Form.Item name="offerAmount" label={t("wizard.offerAmount")} rules={useRequired()}>
          <AmountInput currency={plan.currency} />
        </Form.Item>
        <Form.Item name="offerThreshold" label={t("wizard.offerThreshold")}>
          <AmountInput currency={plan.currency} />
        </Form.Item>
      </div>
      <Form.Item name="offerDays" label={t("wizard.offerDays")} rules={useRequired()}>
        <InputNumber className="c-amount" min={1} max={3660} precision={0} />
      </Form.Item>
      <Button type="link" disabled={props.busy} onClick={() => props.go({ offerTitle: "" })}>
        {t("wizard.skip")}
      </Button>
    </StepForm>
  );
}
