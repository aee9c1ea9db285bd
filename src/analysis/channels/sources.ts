import type { DefaultChannel } from '../../model/channels.ts';
import { listed } from './spelling.ts';

/** What a source is; what it makes of a visit depends on whether the visit was paid for. */
export const sourceKinds = {
  search: { free: 'organic_search', paid: 'paid_search' },
  search_ads: { free: 'paid_search', paid: 'paid_search' },
  display_ads: { free: 'display', paid: 'display' },
  social: { free: 'social', paid: 'paid_social' },
  social_ads: { free: 'paid_social', paid: 'paid_social' },
  messenger: { free: 'messenger', paid: 'paid_social' },
  video: { free: 'video', paid: 'video' },
  email: { free: 'email', paid: 'email' },
  text: { free: 'text', paid: 'text' },
  marketplace: { free: 'marketplace', paid: 'marketplace' },
  maps: { free: 'maps', paid: 'maps' },
  feed: { free: 'feed', paid: 'feed' },
  affiliate: { free: 'affiliate', paid: 'affiliate' },
  ai: { free: 'ai', paid: 'ai' },
  phone: { free: 'phone', paid: 'phone' },
} as const satisfies Record<string, { free: DefaultChannel; paid: DefaultChannel }>;
export type SourceKind = keyof typeof sourceKinds;

export type KnownSource = {
  kind: SourceKind;
  /** As written in tags and lists: letters and digits alone, small, `ё` as `е`. */
  names: readonly string[];
  /** Hosts with all below them; `*` is any country (`google.*`). */
  hosts: readonly string[];
};

/**
 * Who sends visitors, in the order of how specific they are.
 *
 * After GA4's list of source categories and the traffic sources of Yandex Metrica; to it are added the advertising systems,
 * classifieds, maps and mailing services in use in Russia, and how people there write them.
 */
export const knownSources: readonly KnownSource[] = [
  // ── Advertising systems ───────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'search_ads',
    names: listed(`
      yandexdirect яндексдирект yadirect ядирект yddirect yd яд ydirect yandexdirekt yandeksdirect
      yandeksdirekt директ direkt directyandex директяндекс yandexad yandexads яндексреклама рекламаяндекс
      yandexsearch yandexpoisk ydsearch ydpoisk yandexcpc мастеркампаний епк yaexpress яндексбизнесреклама
      контекстяндекс яндексконтекст
    `),
    hosts: listed('direct.yandex.ru direct.yandex.com yabs.yandex.ru an.yandex.ru ads.yandex.com'),
  },
  {
    kind: 'search_ads',
    names: listed(`
      googleads googlead adwords googleadwords gads gadwords гуглэдс гуглadwords гуглреклама googleреклама
      рекламаgoogle рекламагугл эдвордс адвордс гугладвордс гуглэдвордс googlecpc googlesearchads
      gdnsearch контекстgoogle googleконтекст гуглконтекст
    `),
    hosts: listed('ads.google.com adwords.google.com googleadservices.com'),
  },
  {
    kind: 'search_ads',
    names: listed('bingads microsoftads microsoftadvertising elama елама begun бегун'),
    hosts: listed('ads.microsoft.com bingads.microsoft.com elama.ru'),
  },
  {
    kind: 'display_ads',
    names: listed(`
      rsya рся rsy yan yandexrsya яндексрся ydrsya yandexrsy yandexyan ydnetwork ydrsy kms кмс gdn
      googledisplay googlekms googlegdn doubleclick dv360 cm360 yandexdisplay soloway hybrid getintent
      buzzoola between segmento criteo retailrocket mytargetdisplay taboola outbrain adriver mgid smi2
      adfox яндексдисплей медийкаяндекс
    `),
    hosts: listed(`
      doubleclick.net criteo.com criteo.net adriver.ru adfox.ru taboola.com outbrain.com mgid.com smi2.ru
    `),
  },
  {
    kind: 'social_ads',
    names: listed(`
      vkads vkad vkreklama вкреклама рекламавк vkреклама рекламавконтакте вконтактереклама vktarget
      вктаргет таргетвк таргетвконтакте vkcpc mytarget майтаргет мойтаргет targetmailru targetmail
      facebookads fbads metaads instagramads igads fbtarget tiktokads linkedinads twitterads telegramads
      tgads телеграмадс рекламателеграм рекламавтелеграм okads snapchatads pinterestads marketplatform
      маркетплатформавк vkmp targetvk vktargeting
    `),
    hosts: listed(`
      ads.vk.com target.my.com target.mail.ru ads.telegram.org ads.tiktok.com adsmanager.facebook.com
    `),
  },
  // ── Marketplaces, classifieds, price lists ────────────────────────────────────────────────────────────────────────
  {
    kind: 'marketplace',
    names: listed(`
      yandexmarket яндексмаркет yamarket ymarket маркетяндекс beru ozon озон wildberries wb вб вайлдберриз
      валдберис вайлдберис megamarket мегамаркет sbermegamarket сбермегамаркет aliexpress алиэкспресс али
      avito авито avitoads авитореклама youla юла lamoda ламода goods cian циан domclick домклик autoru
      авторуру автору drom дром tiu satom pulscen пульсцен blizko regmarkets priceru torgmail amazon ebay
      etsy profiru profi профи yandexuslugi яндексуслуги youdo юду flamp zoon зун hh headhunter tenderpro
      b2bcenter supl kuper купер samokat
    `),
    hosts: listed(`
      market.yandex.* ozon.* wildberries.* wb.ru megamarket.ru sbermegamarket.ru aliexpress.* avito.ru
      youla.ru lamoda.* cian.ru domclick.ru auto.ru drom.ru tiu.ru satom.ru pulscen.ru blizko.ru price.ru
      torg.mail.ru amazon.* ebay.* etsy.com profi.ru uslugi.yandex.ru youdo.com flamp.ru zoon.ru hh.ru
      b2b-center.ru kuper.ru allegro.pl satu.kz deal.by kufar.by olx.*
    `),
  },
  // ── Maps and directories ──────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'maps',
    names: listed(`
      yandexmaps yandexmap яндекскарты yamaps yandexkarty картыяндекс yandexbusiness яндексбизнес
      yandexnavigator яндекснавигатор yandexsprav яндекссправочник googlemaps гуглкарты картыgoogle
      картыгугл gmb googlemybusiness gbp googlebusiness 2gis 2гис дубльгис дгис doublegis geo
    `),
    hosts: listed('maps.yandex.* maps.google.* business.google.com 2gis.* maps.apple.com maps.me'),
  },
  // ── Recommendation feeds ──────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'feed',
    names: listed(`
      zen дзен dzen yandexzen яндексдзен zenyandex pulse пульс pulsemail googlediscover discover mirtesen
      миртесен flipboard infox 24smi relap
    `),
    hosts: listed('dzen.ru zen.yandex.* pulse.mail.ru mirtesen.ru flipboard.com infox.sg 24smi.info relap.io'),
  },
  // ── AI assistants ─────────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'ai',
    names: listed(`
      chatgpt chatgptcom openai чатгпт gpt perplexity перплексити claude gemini copilot deepseek дипсик
      gigachat гигачат yandexgpt alice алиса нейро yandexneuro яндекснейро grok mistral
    `),
    hosts: listed(`
      chatgpt.com chat.openai.com openai.com perplexity.ai claude.ai gemini.google.com bard.google.com
      copilot.microsoft.com deepseek.com giga.chat gigachat.ru alice.yandex.ru grok.com chat.mistral.ai
      you.com
    `),
  },
  // ── Messengers ────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'messenger',
    names: listed(`
      telegram телеграм телеграмм tg тг tlgrm telega телега whatsapp ватсап вотсап вацап wa wapp viber
      вайбер skype скайп icq slack discord дискорд wechat max facebookmessenger fbmessenger telegrambot
      tgbot tgchannel telegramchannel телеграмканал тгканал телеграмбот тгбот jivo wazzup vkmessenger
    `),
    hosts: listed(`
      t.me telegram.org telegram.me web.telegram.org org.telegram.messenger wa.me whatsapp.com viber.com
      skype.com slack.com discord.com discord.gg wechat.com max.ru messenger.com line.me icq.com
    `),
  },
  // ── Video ─────────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'video',
    names: listed(`
      youtube ютуб ютюб yt youtubecom rutube рутуб vimeo twitch твич vkvideo вквидео видеовк dailymotion
      googlevideo youtubeads рекламаyoutube tiktokvideo
    `),
    hosts: listed('youtube.com youtu.be rutube.ru vimeo.com twitch.tv vkvideo.ru dailymotion.com plvideo.ru'),
  },
  // ── Social networks ───────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'social',
    names: listed(`
      vk вк vkontakte вконтакте vkcom вконтакт вкантакте ok ок odnoklassniki одноклассники okru facebook
      фейсбук fb фб meta instagram инстаграм инстаграмм инста insta ig inst инст tiktok тикток тт twitter
      твиттер xcom linkedin линкедин pinterest пинтерест reddit реддит habr хабр vc vcru pikabu пикабу
      livejournal жж moimir моймир tenchat тенчат threads likee yappy snapchat tumblr quora medium setka
      otzovik отзовик irecommend smmplanner
    `),
    hosts: listed(`
      vk.com vk.ru vk.cc vkontakte.ru ok.ru odnoklassniki.ru facebook.com fb.com fb.me instagram.com
      tiktok.com twitter.com t.co x.com linkedin.com lnkd.in pinterest.* reddit.com habr.com vc.ru
      pikabu.ru livejournal.com my.mail.ru tenchat.ru threads.net threads.com snapchat.com tumblr.com
      quora.com medium.com otzovik.com irecommend.ru com.vkontakte.android news.ycombinator.com
      producthunt.com
    `),
  },
  // ── Mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'email',
    names: listed(`
      unisender юнисендер sendpulse сендпульс mailchimp getresponse mindbox майндбокс sendsay dashamail
      esputnik mailganer emailmatrix expertsender justclick smartresponder notisend mailerlite klaviyo
      brevo sendinblue hubspotemail rassylka рассылка emailrassylka емейлрассылка имейлрассылка trigger
      newsletter email емейл имейл епочта электроннаяпочта gmail mailru yandexmail яндекспочта altcraft
    `),
    hosts: listed(`
      mail.yandex.* e.mail.ru mail.google.com outlook.live.com outlook.office.com mail.rambler.ru
      unisender.com sendpulse.com mailchimp.com list-manage.com mindbox.ru sendsay.ru touch.mail.ru
      click.mail.ru
    `),
  },
  {
    kind: 'text',
    names: listed(`
      sms смс smsc smsru smsaero push пуш webpush вебпуш sendpulsepush onesignal pushassist gravitec
    `),
    hosts: listed('onesignal.com smsc.ru sms.ru'),
  },
  // ── Affiliate networks ────────────────────────────────────────────────────────────────────────────────────────────
  {
    kind: 'affiliate',
    names: listed(`
      admitad адмитад actionpay экшнпэй cityads ситиадс gdeslon гдеслон leadsu leads leadgid лидгид
      advcake salesdoubler epn letyshops летишопс cashback кешбэк кэшбэк awin cj impact rakuten
      travelpayouts saleads сейладс m1shop perfluence перфлюенс backit megabonus pepper пеппер banki
      sravni сравни partner партнер партнерка партнеры affiliate
    `),
    hosts: listed(`
      admitad.com actionpay.ru cityads.com gdeslon.ru leads.su leadgid.ru epn.bz letyshops.com awin1.com
      ad.admitad.com alitems.com travelpayouts.com perfluence.net megabonus.com pepper.ru banki.ru
      sravni.ru
    `),
  },
  {
    kind: 'phone',
    names: listed(`
      calltouch коллтач comagic комеджик callibri каллибри mango манго mangooffice callkeeper roistatcall
      phone телефон звонок звонки входящийзвонок calltracking коллтрекинг call inboundcall
    `),
    hosts: [],
  },
  // ── Search engines: last, since their names are part of others' ───────────────────────────────────────────────────
  {
    kind: 'search',
    names: listed(`
      yandex яндекс yandeks яндех yandexru yandexcom ya яндекспоиск поискяндекс yandexorganic яндэкс
      яндекссео seoyandex google гугл гугль гугел googleru googlecom gugl gogle googl googleorganic
      поискgoogle googleпоиск seogoogle bing бинг duckduckgo mailrusearch поискmailru gomailru rambler
      рамблер yahoo яху baidu ecosia nigma sputnik спутник searchmailru поисковик поисковаясистема
    `),
    hosts: listed(`
      yandex.* ya.ru google.* bing.com duckduckgo.com go.mail.ru nova.rambler.ru rambler.ru
      search.yahoo.com yahoo.* baidu.com ecosia.org startpage.com qwant.com naver.com seznam.cz
      search.brave.com sputnik.ru com.google.android.googlequicksearchbox ru.yandex.searchplugin
    `),
  },
];

/** Written for a visit nobody sent; beside a paid medium «direct» is Yandex Direct. */
export const directNames: readonly string[] = listed(`
  direct прямой прямые прямойзаход прямыезаходы прямойпереход прямыепереходы прямойтрафик прямойвизит
  directtraffic directvisit typein bookmark закладки directnone
`);
