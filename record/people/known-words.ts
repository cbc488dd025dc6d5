/**
 * The words that may be told of what a system says: words of the trade, and what a sentence is made of. Whatever else a system
 * says may be a name, in whatever language and script. A word belongs here when an engineer needs it and nobody is called so.
 */
export const knownWords: ReadonlySet<string> = new Set(
  `
  a hello hi ask shop relation defined ratelimit identified able about above accept acceptable accepted accepts access account accounts across action actions active actual add added address
  addresses admin after again against age agent ago all allow allowed allows already also always am an and another answer answered any
  api apis app app's application applications apply approved are argument arguments around array as ask asked asset assets assertion at
  attempt attempts attribute auth authenticate authenticated authentication authorisation authorised authority authorization authorize
  authorized auto available avatar away back backend bad balance bandwidth base based basic batch be bearer because been before begin
  being below between bio birth blank block blocked board body boolean bot both bounds bucket buffer build built busy but button buy by
  byte bytes cache cached calculated call called calls can cancel canceled cancelled cannot cant captcha card cart case catch category
  caught cause cert certificate challenge change changed changes channel character characters charge chat check checked checkout checks
  child chrome chromium chunk chunks circuit city class clear client clock close closed cloud cloudflare cloudfront cluster code codes
  collection column come command commit common company complete completed component config configuration configured conflict connect
  connected connecting connection connections constraint consumer contact container content contents context continue control cookie
  cookies copy core cors corrupt could couldn count counter country create created creating credential credentials credits cross csp
  csrf currency current customer customers daily dashboard data database databases date day days db deadline debug decode default
  degraded delay delete deleted denied deny dependencies dependency deploy deployed deployment deprecated description destination
  detail details device diagnostics did didn different digest directory disabled disallowed disconnected discover disk display do
  doctype document documents does doesn doesnt domain don done dont down download driver due duplicate duration during dynamic each
  edge edit either element elements else email emails empty enable enabled encoding end ended endpoint enough enter entities
  entitlement entitlements entity entries entry environment error errors event events every everything exact exceed exceeded exception
  execute execution exist existing exists exit expect expected expiration expire expired expires explain export express external
  fail failed failing failure failures false fatal favorites feature features fetch few field fields file files filter finally find
  first flag flags follow following for forbidden force foreign form format forward found frame free frequency from frontend full
  function gateway gender general generate generated geo get gets give given global go gone good grant granted group groups guest had
  handle handler handling handshake has hash have header headers health healthy heartbeat height help here hidden high history hit home
  host hosts hour hours how hst html http https icon id identifier identity ids if image images import in inactive inc include included
  incident incorrect index info information init initialize inner input insert instance instances insufficient int integer interests
  internal interval invalid invoice ip is isn isnt issue issued issuer it item items its job jobs json just jwt keep kept key keys kind
  know known lang language last latency later latest layer leader least legal length level license like limit limited limits line link
  links list liked listen listening live load loaded loading local locale locked log logged login logout long longer lookup loop lost low
  mail main maintenance make malformed manager manifest many map match matched matches matching max maximum may me media member members
  memory message messages meta method methods metrics might millis min minimum minute minutes mismatch missing mobile mode model modified
  module modules mongo mongodb monitor month more most moved ms msg much multiple must my mysql name named names native navigation need
  needs network never new next nginx no node nodes none nonce normal not note nothing notification now null number numbers oauth object
  objects of off offline offset ok old on once one ones only op open opened operation option options or order orders origin other our
  out outage over overall overloaded own owner ownership page pages paid parameter parameters params parent parse parser part partial
  partner party pass passed passkey password passwords past patch path pause pay payload payment payments peer pending per percent
  permanently permission permissions permitted person phone photo photos picture pictures ping plain plan platform please point policy
  pong pool pools port position post postgres preference preferences preflight premium present prevent prevented previous price prices
  primary private privilege problem process processed processing produced product products profile profiles promise properties property
  protected protocol provide provided provider proxy public publish purchase push put queries query queue quota random range rate reach
  reached reaching read reading ready reason received recent record records recover recovery redirect redirected redis reduce reference
  referenced refresh refused region register registered reject rejected release reload remaining remote remove renew replica replicas
  reply report request requested requests require required requires reset resolve resolved resource resources response responses
  responded rest restart result results retry return returned returns review revision revoked right role roles root route routes row
  rows rule rules run running runtime safe same sandbox satisfied save saved scheduled schema scope score script scripts search second
  secondary seconds section secure security see select self send sending sent serializable server servers service services session
  sessions set setting settings setup shard should show shown side sign signature signed signing signin signup since single site size
  skip slow so socket some something soon sorry source specified specify speed spend ssl stack staff stage stale standard start started
  starting state stateless static status step steps still stop stopped storage store stored stream string style subject subscribe
  subscription success successful successfully such suspended svg switch syntax system table tag take tables taken target task tasks tax
  team temporarily temporary tenant terms test text than that the their them then there theme these they thing this thread threw through
  throttled throttling ticket tier time timed timeout timeouts times timestamp timezone title tls to today together token tokens too top
  total trace traffic transaction true trust try trying type types ui unable unauthenticated unauthorised unauthorized unavailable
  unchanged uncaught undefined under unexpected unhandled unhealthy unique unit unknown unless unprocessable unreachable unread
  unsubscribed unsupported until up update updated upgrade upload upstream uptime uri url urls us usage use used user users using utc
  uuid valid validate validation value values verification verified verify version versions very via video view violates visible visit
  visits wait waiting want warn warning was way we web webhook webhooks website week weight went were what when where which while white
  who why widget width will window with within without word words work worker workers working would write written wrong year yes yet you
  your zip zone acl amazon amz amzn apache aws aud azure br cdn cf cluster cpu cr css csv decompression dns doc dom dto eof exp fastly
  firewall gb gc gif grpc gzip haproxy hmac iat iis imperva iso iss jpeg jpg js jwks kb kid lambda lat lng lon kubernetes kms mb mfa
  nan nbf nosuch otp oom pdf pem pdo php png pod popup pre prisma rds regexp rpc rst s3 sdk sha sku smtp sql sqlite ssr stripe sub tcp
  totp ttl tx txt udp utf vercel vm waf webp xhr xml xss body charset div h1 head hr img li nav nobr noscript span strong ul viewport
  moderation banned activated ranking rotated accessing amount checksum deny handlers hundred thousand items lists liveness readiness
  percentage verify's boost credit quantity attached attempted bound degraded dropped elapsed exhausted forwarded maximum minimum
  modified moment networks nonexistent operational outbound inbound override permanent quorum recovering rejecting rollback scaled
  serving spelled spent stuck synchronised timing tries unset wired yours accepts conditions major minor critical indicator service's
  resource's indexes unmet cold warm ended unique received generate matched encountered exceeds identify allows supplied parsing
  executing inline directive keyword hash nonce unsafe eval src elem attr script-src style-src default-src connect-src
  unsafe-inline unsafe-eval script-src-elem explicitly fallback enable execution hydrate hydration mismatch strict mime checking enforced
  spec wasm javascript javascript-or-wasm
  immutable preload preloaded nuxt ipx builds astro svelte vite remix router portal storefront intranet webpack turbopack islands hoisted polyfills vendor vendors bundle
  bundles esm umd legacy lib libs dist packs themes plugins includes fonts locales precache workbox prefetch console
  dynamically imported minified non-minified react preact vue angular qwik dev warnings additional helpful rendered renders tree regenerated contains
  mismatches specifier relative references initialization supported stylesheet destructure listener indicated asynchronous returning
  notifications undelivered observer hydrating
  declared declaration declarations variable variables invoked illegal reserved evaluation await async functions bodies regular expression
  outside importing binding boot serviceworker
  property's reading objects iterable constructor instanceof prototype map's forEach length's assignment constant initializer reassign
  transport misdirected obtain obtained obtaining delayed disconnect disconnection disconnecting termination terminating terminated plaintext deadlock deadlocked
  detected detect snapshot inode inodes mount mounted mounting unmounted heap allocation allocate allocated allocating segmentation fault faults threads starved
  starvation acquire acquired acquiring acquisition semaphore mutex cursor tuple tuples cast casting incompatible overflow underflow precision truncated truncate cipher
  ciphers renegotiation alpn sni tlsv1 sslv3 pipe resolver resolution nxdomain servfail nameserver epoch skew skewed drift retryable idempotent idempotency throttle
  backpressure breaker breakers evicted eviction pods replicaset restarts restarted restarting probe probes sidecar ingress egress listeners virtualhost vhost brokers
  broker partition partitions offsets topic topics rebalance rebalancing subscriber subscribers exchange ack nack acknowledged acknowledge shards mapping mappings
  readonly misconf wrongtype noauth topology mongos hikari hikaripool jdbc odbc traceback unpack subscriptable nonetype goroutine panic panicked nil dereference pointer
  serialization serialize serialized deserialize deserialized deserialization converter migration migrations migrate migrated migrating rollup vacuum autovacuum wal
  replication lagging slot slots superuser sslmode preparing prepared statement statements savepoint aborted aborting abort commits isolation contention throughput
  saturated saturation capacity trailers chunked framing streams multiplexed preface goaway keepalive idle reuse reused pooled proxying proxied upstreams downstream
  downstreams balancer balancers loadbalancer nodeport namespace namespaces cronjob daemon daemons systemd supervisor gunicorn uvicorn puma unicorn passenger sidekiq
  celery kestrel tomcat jetty undertow netty openresty envoy traefik caddy kong varnish squid istio linkerd fastify nestjs koa django flask fastapi laravel symfony
  rails spring phoenix ktor strapi directus hasura supabase postgrest appwrite pocketbase keycloak cognito okta auth0 firebase rabbitmq kafka nats elasticsearch
  opensearch memcached dynamodb cassandra clickhouse mariadb postgresql pgbouncer pgpool sqlalchemy sequelize typeorm knex mongoose hibernate liquibase flyway alembic
  doctrine eloquent activerecord graphql resolvers mutation mutations subscriptions introspection federated subgraph dataloader openapi swagger jsonrpc websocket
  websockets sse handshakes pings pongs heartbeats watchdog sentinel consul vault etcd zookeeper cgroup oomkilled sigkill sigterm exited crashed crash crashing crashes
  crashloopbackoff rebooted reboot rebooting hostname hostnames subnet subnets peering whitelist allowlist denylist blocklist throttles quotas cooldown jitter
  recoverable unrecoverable unreadable readable writable unwritable corrupted corruption inconsistent consistency quiesced readied readonlyreplica failover failovers
  switchover standby promoted demoted elected election electing unassigned reassigned provisioning provisioned provision deprovisioned suspending paused pausing
  resuming resumed scheduler scheduling backlog backlogs enqueued dequeued dequeue enqueue drained draining flush flushed flushing fsync disks volume volumes filesystem
  mountpoint swap swapped cores loadavg threshold thresholds breached alarm alarms alert alerts unacknowledged escalated
  websocket websockets sockjs blazor hotwired stimulus turbo controllers integrity importmap webassembly framework polling
  contain computed trustedhtml trustedscript trustedscripturl compile instantiate browser resolution
  `
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase()),
);
