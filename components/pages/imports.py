import streamlit as st

st.info("To come")
