/**
 * What Cloudflare alone answers, where what lies behind it does not:
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
 */
export const statusesOfCloudflare: readonly number[] = [520, 521, 522, 523, 524, 525, 526, 530];
