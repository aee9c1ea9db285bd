import { listed } from './spelling.ts';

/**
 * Sites that take the money on the way and send the customer back: no source of customers.
 *
 * Hosts with all below them. From what payment gateways document as their pages of payment and 3-D Secure, and the usual lists of
 * referral exclusions for GA4 and Yandex Metrica.
 */
export const paymentProviders: readonly string[] = listed(`
  yookassa.ru yoomoney.ru money.yandex.ru pay.yandex.ru kassa.yandex.ru kassa.ru robokassa.ru robokassa.com
  robokassa.kz robox.ru cloudpayments.ru cloudpayments.kz tinkoff.ru tbank.ru tcsbank.ru tinkoff.online
  sberbank.ru sberbank.com sber.ru sberpay.ru securepayments.sberbank.ru ecommerce-acs.sberbank.ru alfabank.ru
  alfabank.by alfabank.kz vtb.ru vtb24.ru gazprombank.ru psbank.ru raiffeisen.ru pay.raif.ru rosbank.ru open.ru
  rsb.ru mkb.ru pochtabank.ru homecredit.ru sovcombank.ru halvacard.ru uralsib.ru rshb.ru mtsbank.ru
  modulbank.ru modulkassa.ru tochka.com nspk.ru sbp.nspk.ru mirconnect.ru mironline.ru paymaster.ru qiwi.com
  qiwi.ru webmoney.ru wmtransfer.com payanyway.ru moneta.ru uniteller.ru payture.com payonline.ru
  payonlinesystem.com assist.ru chronopay.com platron.ru w1.ru walletone.com interkassa.com unitpay.ru
  unitpay.money payeer.com freekassa.ru freekassa.com enot.io lava.ru prodamus.ru payform.ru payselection.com
  paykeeper.ru ckassa.ru rbkmoney.ru best2pay.net dolyame.ru plait.ru podeli.ru yasplit.ru pokupay.ru
  poscredit.ru kupivkredit.ru fondy.eu liqpay.ua wayforpay.com kaspi.kz halykbank.kz bepaid.by webpay.by
  paypal.com stripe.com stripe.network klarna.com afterpay.com affirm.com adyen.com worldpay.com checkout.com
  braintreegateway.com squareup.com mollie.com payu.com payu.ru przelewy24.pl 2checkout.com paddle.com
  fastspring.com cardinalcommerce.com arcot.com 3dsecure.io securesuite.co.uk pay.google.com payments.google.com
  checkout.shopify.com shop.app checkout.stripe.com
`);

/** The same as a person or a program writes them without a site: squeezed, in small letters. */
export const providerNames: readonly string[] = listed(`
  yookassa юкасса юkassa yandexkassa яндекскасса yoomoney юмани robokassa робокасса cloudpayments paymaster
  paypal stripe payanyway payture uniteller paykeeper prodamus продамус unitpay qiwi киви tinkoffpay sberpay
  сберпэй dolyame долями
`);
