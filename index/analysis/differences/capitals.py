"""Seats of government, which news names for the country: "Téhéran" where the other report says "Iran"."""

from __future__ import annotations

from index.analysis.facts.skeletons import plain_letters

_SEATS = """
AE Abou Dhabi, Abu Dhabi      AF Kaboul, Kabul          AM Erevan, Yerevan        AR Buenos Aires
AT Vienne, Vienna             AU Canberra               AZ Bakou, Baku            BE Bruxelles, Brussels
BF Ouagadougou                BG Sofia                  BJ Cotonou                BR Brasilia
BY Minsk                      CA Ottawa                 CD Kinshasa               CF Bangui
CG Brazzaville                CH Berne, Bern            CI Abidjan                CL Santiago
CM Yaoundé                    CN Pékin, Beijing         CO Bogota                 CU La Havane, Havana
CZ Prague                     DE Berlin                 DK Copenhague, Copenhagen DZ Alger, Algiers
EC Quito                      EE Tallinn                EG Le Caire, Cairo        ES Madrid
ET Addis-Abeba, Addis Ababa   FI Helsinki               FR Paris, Élysée, Matignon, Quai d'Orsay
GA Libreville                 GB Londres, London, Downing Street, Westminster
GE Tbilissi, Tbilisi          GH Accra                  GN Conakry                GR Athènes, Athens
HR Zagreb                     HT Port-au-Prince         HU Budapest               ID Jakarta, Djakarta
IE Dublin                     IL Jérusalem, Jerusalem, Tel-Aviv, Tel Aviv         IN New Delhi, Delhi
IQ Bagdad, Baghdad            IR Téhéran, Tehran        IT Rome                   JO Amman
JP Tokyo                      KE Nairobi                KP Pyongyang              KR Séoul, Seoul
KZ Astana                     LB Beyrouth, Beirut       LT Vilnius                LV Riga
LY Tripoli                    MA Rabat                  MD Chisinau               MG Antananarivo
ML Bamako                     MX Mexico, Mexico City    NE Niamey                 NG Abuja
NL La Haye, The Hague         NO Oslo                   PE Lima                   PH Manille, Manila
PK Islamabad                  PL Varsovie, Warsaw       PT Lisbonne, Lisbon       QA Doha
RO Bucarest, Bucharest        RS Belgrade               RU Moscou, Moscow, Kremlin
RW Kigali                     SA Riyad, Riyadh          SD Khartoum               SE Stockholm
SK Bratislava                 SN Dakar                  SY Damas, Damascus        TD N'Djamena
TG Lomé                       TH Bangkok                TN Tunis                  TR Ankara
TW Taipei                     UA Kiev, Kyiv             UG Kampala
US Washington, White House, Maison-Blanche, Maison Blanche, State Department
VE Caracas                    VN Hanoï, Hanoi           YE Sanaa, Sana'a          ZA Pretoria
"""


def _read() -> dict[str, str]:
    countries: dict[str, str] = {}
    for line in _SEATS.strip().splitlines():
        for entry in line.split("  "):
            code, _, seats = entry.strip().partition(" ")
            countries |= {plain_letters(seat.strip()): code for seat in seats.split(",") if seat}
    return countries


_COUNTRIES = _read()


def country_of_seat(name: str) -> str | None:
    """ISO 3166 code of the country whose government sits there, e.g. ``IR`` for ``Téhéran``."""
    return _COUNTRIES.get(plain_letters(name))
