import json

import httpx
import pytest

from senior_life.speech.port import Clause, Speed, Voiceless
from senior_life.speech.remote import RemoteVoice, Server

CLAUSE = Clause((("栂・美木多", "とがみきた"), ("です", "")))


async def respell(clause: Clause) -> str:
    return "".join(kana or written for written, kana in clause.pieces)


def voice(answer: httpx.Response | Exception, asked: list[httpx.Request]) -> RemoteVoice:
    async def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    http = httpx.AsyncClient(transport=httpx.MockTransport(serve))
    server = Server("http://voice.example/", "kokoro", "mio", key="secret")
    return RemoteVoice(server, http, respell)


async def test_it_speaks_the_openai_speech_api() -> None:
    asked: list[httpx.Request] = []
    sound = b"ID3"
    answer = httpx.Response(200, content=sound, headers={"content-type": "audio/mpeg"})
    said = await voice(answer, asked).say(CLAUSE, Speed.NORMAL)
    assert said.content == sound
    assert str(asked[0].url) == "http://voice.example/v1/audio/speech"
    assert asked[0].headers["authorization"] == "Bearer secret"
    body = json.loads(asked[0].content)
    assert body["input"] == "とがみきたです"
    assert (body["model"], body["voice"], body["response_format"]) == ("kokoro", "mio", "mp3")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(200, html="<p>log in"),
        httpx.Response(200, content=b"", headers={"content-type": "audio/mpeg"}),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
    ],
)
async def test_whatever_goes_wrong_it_is_voiceless(answer: httpx.Response | Exception) -> None:
    with pytest.raises(Voiceless):
        await voice(answer, []).say(CLAUSE, Speed.NORMAL)
