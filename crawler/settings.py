"""Scrapy's settings, and how the installation's own limits are put into them."""

import re
from typing import Any

from core.settings import Settings

BOT_NAME = "ereje"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

ROBOTSTXT_OBEY = True
# Each server has one connection; what waits for a slow one's turn counts here and must not keep others from theirs.
CONCURRENT_REQUESTS = 512
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # tasks made for each answer; no page goes through a pipeline
RANDOMIZE_DOWNLOAD_DELAY = False
RETRY_TIMES = 2
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False  # a proxy resolves names itself, past the guard
# Both are doors into the running process, and the second is open by default.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REFERRER_POLICY = "no-referrer"
DOWNLOAD_WARNSIZE = 0
LOG_LEVEL = "INFO"

# Nothing but the web: a feed that links to file: or data: is answered by no handler at all.
_WEB = "crawler.pacing.PacedHandler"
DOWNLOAD_HANDLERS = {"http": _WEB, "https": _WEB, "data": None, "file": None, "ftp": None, "s3": None}
# Scrapy checks no certificates by itself.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Never in a spider's own settings: the resolver belongs to the process and would be silently ignored there.
TWISTED_DNS_RESOLVER = "crawler.guard.PublicResolver"

# Without any Scrapy takes two requests from a host's queue at once, whatever the bound on connections.
_SHORTEST_DELAY = 0.001

_STOCK = "scrapy.downloadermiddlewares"
DOWNLOADER_MIDDLEWARES = {
    f"{_STOCK}.offsite.OffsiteMiddleware": None,
    f"{_STOCK}.robotstxt.RobotsTxtMiddleware": None,
    f"{_STOCK}.redirect.MetaRefreshMiddleware": None,
    f"{_STOCK}.redirect.RedirectMiddleware": None,
    f"{_STOCK}.retry.RetryMiddleware": None,
    f"{_STOCK}.httpcompression.HttpCompressionMiddleware": None,
    "crawler.guard.GuardMiddleware": 90,
    "crawler.pacing.PaceMiddleware": 95,
    "crawler.manners.RobotsMiddleware": 100,
    "crawler.manners.ConditionalMiddleware": 450,
    "crawler.retrying.RetryMiddleware": 550,
    "crawler.redirects.RefreshMiddleware": 580,
    "crawler.manners.CompressionMiddleware": 590,
    "crawler.redirects.RedirectMiddleware": 600,
    "crawler.guard.PrivateNameMiddleware": 700,
}
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None}  # the guard counts what it drops


def of_installation(settings: Settings) -> dict[str, Any]:
    """The constants above with the installation's user agent and limits."""
    limits = settings.limits
    constants = {name: value for name, value in globals().items() if name.isupper() and not name.startswith("_")}
    return constants | {
        "USER_AGENT": settings.user_agent,
        "ROBOTSTXT_USER_AGENT": re.split(r"[/\s]", settings.user_agent.strip(), maxsplit=1)[0],
        "DOWNLOAD_DELAY": max(limits.delay_seconds, _SHORTEST_DELAY),
        "DOWNLOAD_TIMEOUT": limits.timeout_seconds,
        "DNS_TIMEOUT": limits.timeout_seconds,
        "DOWNLOAD_MAXSIZE": limits.body_bytes,
        "REDIRECT_MAX_TIMES": limits.redirects,
        "URLLENGTH_LIMIT": limits.url_length,
        "EREJE_ALLOW_PRIVATE": settings.allow_private,
    }
