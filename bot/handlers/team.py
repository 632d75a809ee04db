"""The team, for its owner: links for new managers, load, hand-over and coming back."""

from bot.context import Ctx
from bot.links import invite_link
from bot.routes import OWNER, Routes
from bot.screens.team import heirs_screen, invitation, member_screen, team_screen
from bot.show import show
from bot.taps.home import DismissTap, HandOverTap, InviteTap, MemberTap, TeamTap, WelcomeBackTap
from crm import team

routes = Routes()


@routes.tap(TeamTap, OWNER)
async def on_team(ctx: Ctx, tap: TeamTap) -> None:
    await show_team(ctx, tap.page)


@routes.command("team", OWNER)
async def on_team_command(ctx: Ctx, rest: str) -> None:
    await show_team(ctx)


@routes.menu("menu-team", OWNER)
async def on_team_word(ctx: Ctx) -> None:
    await show_team(ctx)


@routes.tap(InviteTap, OWNER)
async def on_invite(ctx: Ctx, tap: InviteTap) -> None:
    """The link comes as a message of its own, to be forwarded as it stands."""
    token = await ctx.write(team.invite, ctx.me, now=ctx.now)
    company = await ctx.read(team.company_name)
    screen = invitation(invite_link(ctx.bot.username, token), company, ctx.locale)
    await show(ctx, screen, new=True, toast=ctx.locale.plain("team-forward"))


@routes.tap(MemberTap, OWNER)
async def on_member(ctx: Ctx, tap: MemberTap) -> None:
    found = await ctx.read(team.member, ctx.me, tap.user_id, now=ctx.now)
    await show(ctx, member_screen(found, ctx.locale))


@routes.tap(DismissTap, OWNER)
async def on_dismiss(ctx: Ctx, tap: DismissTap) -> None:
    """Nobody leaves before it is said who takes over."""
    leaving = await ctx.read(team.member, ctx.me, tap.user_id, now=ctx.now)
    heirs = await ctx.read(team.heirs, ctx.me, tap.user_id, now=ctx.now)
    await show(ctx, heirs_screen(leaving, heirs, tap.page, ctx.locale))


@routes.tap(HandOverTap, OWNER)
async def on_hand_over(ctx: Ctx, tap: HandOverTap) -> None:
    gone = await ctx.write(team.deactivate, ctx.me, tap.user_id, tap.heir_id, now=ctx.now)
    await show_team(ctx, toast=ctx.locale.plain("team-dismissed", count=gone.handed))
    await ctx.equip(gone.actor)


@routes.tap(WelcomeBackTap, OWNER)
async def on_welcome_back(ctx: Ctx, tap: WelcomeBackTap) -> None:
    back = await ctx.write(team.reactivate, ctx.me, tap.user_id, now=ctx.now)
    await show_team(ctx, toast=ctx.locale.plain("team-returned"))
    await ctx.equip(back)


async def show_team(ctx: Ctx, page: int = 0, *, toast: str | None = None) -> None:
    members = await ctx.read(team.team, ctx.me, now=ctx.now)
    await show(ctx, team_screen(members, page, ctx.locale), toast=toast)
